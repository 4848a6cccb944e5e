using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows that count together: the geometric mean of their ratios is to reach the bar, and none may fall under 0.8 of it.</summary>
/// <param name="Families">Before the slash of a workload's name.</param>
/// <param name="Mode">Whose rows count.</param>
/// <param name="Kernels">Which of them: all where null.</param>
/// <param name="OfCopy">Where the bar is for the share of the copy's bandwidth rather than for the ratio to the peer: the least traffic over what counts once.</param>
/// <param name="Tf32">Whether it counts only where both sides multiply in tf32.</param>
internal sealed record BarClass(string Name, string[] Families, Mode Mode, double Bar, double Goal, Func<ShapeWords, bool>? Kernels = null, double? OfCopy = null, bool Tf32 = false)
{
    /// <summary>The share of the bar that every row is to reach.</summary>
    public const double LeastShare = 0.8;

    private static readonly string[] activations = ["swish", "relu", "hard_swish", "sigmoid"], elementwise = ["batchnorm_train", .. activations];

    /// <summary>The bars that the engine is held to on processors.</summary>
    public static IReadOnlyList<BarClass> All { get; } =
    [
        new("depthwise k3 forward", ["depthwise"], Mode.Forward, 1.2, 1.5, Small),
        new("depthwise k ≥ 5 or dilated forward", ["depthwise"], Mode.Forward, 1.5, 2.2, Large),
        new("depthwise k3 forward + backward", ["depthwise"], Mode.ForwardBackward, 1.3, 2, Small),
        new("depthwise k ≥ 5 or dilated forward + backward", ["depthwise"], Mode.ForwardBackward, 3.5, 6, Large),
        new("MixConv forward", ["mixconv"], Mode.Forward, 2.5, 3.5),
        new("MixConv forward + backward", ["mixconv"], Mode.ForwardBackward, 4.5, 6),
        new("pointwise forward", ["pointwise"], Mode.Forward, 1.2, 1.6),
        new("pointwise forward + backward", ["pointwise"], Mode.ForwardBackward, 1.2, 1.6),
        new("dense convolution forward", ["conv"], Mode.Forward, 1, 1.2),
        new("dense convolution forward + backward", ["conv"], Mode.ForwardBackward, 1, 1.2),
        new("max and average pool forward + backward", ["max_pool3", "avg_pool3"], Mode.ForwardBackward, 3, 4),
        new("batch norm training, activations forward", elementwise, Mode.Forward, 1, 1.3),
        new("batch norm training, activations forward + backward", elementwise, Mode.ForwardBackward, 1, 1.3),
        new("squeeze-excite, global pool forward + backward", ["squeeze_excite", "global_average_pool"], Mode.ForwardBackward, 2, 4),
        new("MBConv forward + backward", ["mbconv"], Mode.ForwardBackward, 2.5, 4),
        new("mixed operation forward + backward", ["mixed_op"], Mode.ForwardBackward, 3, 6),
        new("DARTS supernet weight step", ["darts_supernet_step"], Mode.Step, 3, 6),
        new("EfficientNet-B0 evaluation", ["efficientnet_b0_eval"], Mode.Forward, 1.5, 2),
    ];

    /// <summary>The bars on a GPU.</summary>
    public static IReadOnlyList<BarClass> Gpu { get; } =
    [
        new("depthwise k3 and k5 forward, of copy", ["depthwise"], Mode.Forward, 0.7, 0.7, shape => shape["k", 3] <= 5, OfCopy: 1),
        new("batch norm evaluation, of copy", ["batchnorm_eval"], Mode.Forward, 0.7, 0.7, OfCopy: 1),
        new("batch norm training forward, x read twice, of copy", ["batchnorm_train"], Mode.Forward, 0.7, 0.7, OfCopy: 1.5),
        new("activations forward, of copy", activations, Mode.Forward, 0.7, 0.7, OfCopy: 1),
        new("depthwise forward + backward", ["depthwise"], Mode.ForwardBackward, 2, 2),
        new("MixConv forward + backward", ["mixconv"], Mode.ForwardBackward, 2, 3),
        new("squeeze-excite forward + backward", ["squeeze_excite"], Mode.ForwardBackward, 2, 3),
        new("mixed operation forward + backward", ["mixed_op"], Mode.ForwardBackward, 2, 3),
        new("MBConv forward + backward", ["mbconv"], Mode.ForwardBackward, 2, 3),
        new("pointwise in tf32 forward", ["pointwise"], Mode.Forward, 0.5, 0.8, Tf32: true),
        new("pointwise in tf32 forward + backward", ["pointwise"], Mode.ForwardBackward, 0.5, 0.8, Tf32: true),
        new("DARTS supernet weight step", ["darts_supernet_step"], Mode.Step, 1.5, 3),
    ];

    /// <summary>The bars that a run is held to.</summary>
    /// <param name="peer">What the peer says of itself; its precision comes last.</param>
    public static IReadOnlyList<BarClass> Of(Hardware ours, string peer)
    {
        bool tf32 = ours.Precision == MatrixPrecision.Tf32 && peer.EndsWith("tf32", StringComparison.Ordinal);
        return ours.IsGpu ? [.. Gpu.Where(one => tf32 || !one.Tf32)] : All;
    }

    /// <summary>Whether a row of a workload's own name counts; unfused rows have other labels and do not.</summary>
    public bool Holds(PairedRow row)
    {
        string[] parts = row.Workload.Split('/', 2);
        return row.Mode == Mode.Name && Families.Contains(parts[0]) && !row.Workload.Contains(' ', StringComparison.Ordinal)
            && (Kernels is null || Kernels(ShapeWords.Parse(parts[1])));
    }

    private static bool Small(ShapeWords shape) => !Large(shape);

    private static bool Large(ShapeWords shape) => shape["k", 3] >= 5 || shape["d", 1] > 1;
}
