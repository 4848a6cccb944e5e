using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Dense 3×3 convolutions: two stems and two bodies.</summary>
internal static class ConvolutionWorkloads
{
    public static IEnumerable<Workload> All => [Of(32, 3, 32, 224, 2), Of(64, 3, 48, 32, 1), Of(64, 16, 16, 32, 1), Of(32, 64, 64, 56, 1)];

    private static LayerWorkload Of(int images, int inputs, int outputs, int size, int stride) => new(
        $"conv/n{images}_c{inputs}to{outputs}_h{size}_k3_s{stride}",
        () => Conv.Dense(inputs, outputs, Window.Same(3, stride)),
        new Shape(images, inputs, size, size));
}
