using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// Sums of weight gradients, one set for each chunk of images: of a separable unit [blocks, taps, 16] and
/// [blocks, blocks, 16 inputs, 16 outputs], of a reduction two of the latter.
/// </summary>
internal sealed class WeightShares
{
    private const int Fewest = 16, Most = 64, Floats = 1 << 19;

    private readonly int[] firsts, seconds;

    public WeightShares(MixedPlan plan)
    {
        (firsts, seconds) = (new int[plan.Weighted], new int[plan.Weighted]);
        int products = plan.Blocks * plan.Blocks * 256;

        foreach (MixedUnit unit in plan.Units)
        {
            if (unit.Weighted >= 0)
            {
                firsts[unit.Weighted] = Length;
                seconds[unit.Weighted] = Length + (unit.Kind == UnitKind.Separable ? plan.Blocks * unit.Geometry.Window.Taps * 16 : products);
                Length = seconds[unit.Weighted] + products;
            }
        }

        Chunks = Math.Min(plan.Images, Math.Clamp(Floats / Math.Max(1, Length / plan.Edges), Fewest, Most));
    }

    /// <summary>Floats of one chunk.</summary>
    public int Length { get; }

    /// <summary>A function of the shape alone: many where an edge's weights are few.</summary>
    public int Chunks { get; }

    public int First(int weighted) => firsts[weighted];

    public int Second(int weighted) => seconds[weighted];

    public unsafe void Clear(int weighted, float* share) =>
        new Span<float>(share + firsts[weighted], (weighted + 1 < firsts.Length ? firsts[weighted + 1] : Length) - firsts[weighted]).Clear();
}
