using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The units that read the same, and the copies of it that the separable ones among them share.</summary>
/// <param name="Source">The unit whose norm they read; −1 for the input.</param>
/// <param name="Separable">In the order of the copies' windows.</param>
internal sealed record ReadGroup(int Source, int[] Separable, int[] Reductions, int[] Pools, WindowCopies Copies)
{
    public int[] Units => [.. Separable, .. Reductions, .. Pools];

    /// <summary>The group that reads the input, even if it is empty, and every other behind the one that it reads.</summary>
    public static ReadGroup[] Of(MixedPlan plan) =>
        [.. plan.Units.OrderBy(unit => unit.Stage).Select(unit => unit.Source).Prepend(-1).Distinct().Select(source => Of(plan, source))];

    private static ReadGroup Of(MixedPlan plan, int source)
    {
        int[] OfKind(params UnitKind[] kinds) =>
            [.. Enumerable.Range(0, plan.Units.Count).Where(i => plan.Units[i].Source == source && kinds.Contains(plan.Units[i].Kind))];
        int[] separable = OfKind(UnitKind.Separable);
        WindowCopies copies = new([.. separable.Select(i => plan.Units[i].Geometry.Window)], plan.OutHeight, plan.OutWidth, plan.Blocks);
        return new(source, separable, OfKind(UnitKind.Reduction), OfKind(UnitKind.MaxPool, UnitKind.AveragePool), copies);
    }
}
