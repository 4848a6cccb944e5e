using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Depthwise convolutions of several kernel sizes, equally split.</summary>
internal static class MixConvWorkloads
{
    public static IEnumerable<Workload> All => [Of(32, 96, 56, 3, 5, 7, 9), Of(1, 96, 56, 3, 5, 7, 9), Of(32, 240, 28, 3, 5, 7)];

    private static LayerWorkload Of(int images, int channels, int size, params int[] kernels) => new(
        $"mixconv/n{images}_c{channels}_h{size}_k{string.Concat(kernels)}",
        () => MixConv.Equal(channels, kernels, 1),
        new Shape(images, channels, size, size));
}
