using NativeNas.Autodiff;
using NativeNas.Benchmarks.Blocks;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Whole networks: inference of EfficientNet-B0, weight steps of the DARTS supernet.</summary>
internal static class NetworkWorkloads
{
    public static IEnumerable<Workload> All => [EfficientNet(1), EfficientNet(8), Supernet(16), Supernet(64)];

    private static LayerWorkload EfficientNet(int images) =>
        new($"efficientnet_b0_eval/n{images}_h224", () => new EfficientNetB0(1000), new Shape(images, 3, 224, 224), TapeMode.Evaluation) { CheckedImages = 1, Tolerance = 1e-3 };

    /// <summary>Fused ops round otherwise than their composition, which flips a few ReLUs: as a nudge of 2·10⁻⁷ of the pixels does.</summary>
    private static SupernetWorkload Supernet(int images) => new(images) { CheckedImages = 16, Tolerance = 5e-2 };
}
