using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Sums and means over axes, which move behind all others.</summary>
internal static class Reductions
{
    /// <summary>The mean of a plane that holds the reduced axes.</summary>
    public static CaseTensor[] Mean(NodeCall call) => Over(call, 18, (kept, rest, x) => call.Apply(new GlobalAveragePooling(), call.Enter(x, new(1, kept, rest))));

    /// <summary>A linear layer whose weights are one.</summary>
    public static CaseTensor[] Sum(NodeCall call) => Over(call, 13, (kept, rest, x) =>
    {
        float[] ones = new float[rest];
        Array.Fill(ones, 1f);
        return call.Apply(new Linear(), call.Enter(x, new(kept, rest)), call.Tape.Constant(new(1, rest), ones, Layout.Planes));
    });

    private static CaseTensor[] Over(NodeCall call, int inputVersion, Func<int, int, CaseTensor, Var> reduce)
    {
        CaseTensor x = call[0];
        bool keeps = call.Attributes.Integer("keepdims", 1) != 0, idle = call.Attributes.Flag("noop_with_empty_axes");
        int[] listed = (call.Opset > 0 && call.Opset < inputVersion ? call.Attributes.Integers("axes") : call.Optional(1) is { } axes ? NodeCall.Integers(axes) : null) ?? [];
        NodeCall.Demand(listed.Length > 0 || !idle, "nothing is reduced");
        NodeCall.Demand(x.Data.Length > 0, $"{x} is empty; a shape's extents are at least 1 here");
        int[] reduced = [.. (listed.Length > 0 ? listed.Select(axis => Extents.Axis(axis, x.Rank)) : Enumerable.Range(0, x.Rank)).Distinct().Order()];
        int[] kept = [.. Enumerable.Range(0, x.Rank).Except(reduced)];
        CaseTensor ordered = Arrangement.Permute(x, [.. kept, .. reduced]);
        int count = Extents.Product(ordered.Dims.AsSpan(..kept.Length)), rest = Extents.Product(ordered.Dims.AsSpan(kept.Length..));
        int[] dims = keeps ? [.. Enumerable.Range(0, x.Rank).Select(axis => reduced.Contains(axis) ? 1 : x.Dims[axis])] : [.. kept.Select(axis => x.Dims[axis])];
        return [call.Result(reduce(count, rest, ordered), dims)];
    }
}
