using NativeNas.Cli.Conformance.Cases;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>ONNX's kernel_shape, strides, dilations, pads and auto_pad as a window; one-dimensional ones have height 1.</summary>
internal static class Windows
{
    /// <summary>[N, C, H, W], or [N, C, L] with H = 1.</summary>
    public static Shape Image(CaseTensor x)
    {
        NodeCall.Demand(x.Rank is 3 or 4, $"{x} of rank {x.Rank}: windows slide over one or two dimensions here");
        NodeCall.Demand(x.Data.Length > 0, $"{x} is empty");
        return Extents.Of(x.Dims);
    }

    /// <param name="kernel">The kernel's extents where the attribute is left out.</param>
    public static Window Of(NodeCall call, CaseTensor x, int[]? kernel, bool ceiling)
    {
        CaseAttributes attributes = call.Attributes;
        int axes = x.Rank - 2;
        int[] size = attributes.Integers("kernel_shape") ?? kernel ?? throw new NotExpressedException("kernel_shape is left out");
        int[] strides = attributes.Integers("strides") ?? [.. Enumerable.Repeat(1, axes)];
        int[] dilations = attributes.Integers("dilations") ?? [.. Enumerable.Repeat(1, axes)];
        int[] pads = attributes.Integers("pads") ?? new int[2 * axes];
        string mode = attributes.Text("auto_pad", "NOTSET");
        NodeCall.Demand(kernel is null || size.SequenceEqual(kernel), $"kernel_shape [{string.Join(", ", size)}] is not that of the weights, [{string.Join(", ", kernel ?? [])}]");
        NodeCall.Demand(
            size.Length == axes && strides.Length == axes && dilations.Length == axes && pads.Length == 2 * axes,
            $"kernel_shape, strides, dilations and pads have {size.Length}, {strides.Length}, {dilations.Length} and {pads.Length} entries for {axes} dimensions");
        (int Before, int After)[] padding = [.. Enumerable.Range(0, axes).Select(i => mode switch
        {
            "NOTSET" => (pads[i], pads[axes + i]),
            "VALID" => (0, 0),
            "SAME_UPPER" => Same(x.Dims[i + 2], size[i], strides[i], dilations[i], upper: true),
            "SAME_LOWER" => Same(x.Dims[i + 2], size[i], strides[i], dilations[i], upper: false),
            _ => throw new NotExpressedException($"auto_pad is {mode}; expected NOTSET, VALID, SAME_UPPER or SAME_LOWER"),
        })];
        Window window = axes == 1
            ? new(1, size[0], 1, strides[0], 1, dilations[0], 0, padding[0].Before, 0, padding[0].After)
            : new(size[0], size[1], strides[0], strides[1], dilations[0], dilations[1], padding[0].Before, padding[1].Before, padding[0].After, padding[1].After);
        window.Check();
        return window with { Ceiling = ceiling && mode == "NOTSET" };
    }

    /// <summary>[N, C, outputs…] with as many extents as the input has.</summary>
    public static int[] Dims(CaseTensor x, Shape y) => x.Rank == 3 ? [y.N, y.C, y.W] : [y.N, y.C, y.H, y.W];

    /// <summary>Refuses a window that sees padding alone: its maximum and its mean are no numbers.</summary>
    public static void SeeSomething(Window w, Shape x)
    {
        bool rows = All(w.OutHeight(x.H), x.H, w.KernelHeight, w.StrideHeight, w.DilationHeight, w.Top);
        bool columns = All(w.OutWidth(x.W), x.W, w.KernelWidth, w.StrideWidth, w.DilationWidth, w.Left);
        NodeCall.Demand(rows && columns, "a window lies in the padding alone");
    }

    private static bool All(int outputs, int size, int kernel, int stride, int dilation, int before) =>
        Enumerable.Range(0, outputs).All(o => Enumerable.Range(0, kernel).Any(k => (uint)((o * stride) - before + (k * dilation)) < (uint)size));

    /// <summary>Padding for ⌈size / stride⌉ outputs; an odd one goes behind (upper) or before.</summary>
    private static (int Before, int After) Same(int size, int kernel, int stride, int dilation, bool upper)
    {
        NodeCall.Demand(stride > 0, $"a stride of {stride}");
        int outputs = (size + stride - 1) / stride, span = (dilation * (kernel - 1)) + 1;
        int total = Math.Max(0, ((outputs - 1) * stride) + span - size), less = total / 2;
        return upper ? (less, total - less) : (total - less, less);
    }
}
