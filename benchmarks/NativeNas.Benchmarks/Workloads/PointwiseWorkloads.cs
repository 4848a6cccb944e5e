using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>1×1 convolutions: the matrix products of a network.</summary>
internal static class PointwiseWorkloads
{
    public static IEnumerable<Workload> All =>
    [
        Of(32, 96, 24, 56), Of(32, 24, 144, 56), Of(32, 192, 64, 14), Of(32, 384, 64, 14), Of(1, 24, 144, 56), Of(64, 16, 16, 32),
    ];

    private static LayerWorkload Of(int images, int inputs, int outputs, int size) =>
        new($"pointwise/n{images}_c{inputs}to{outputs}_h{size}", () => Conv.Pointwise(inputs, outputs), new Shape(images, inputs, size, size));
}
