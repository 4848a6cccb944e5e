using NativeNas.Benchmarks.Blocks;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>An edge of a DARTS supernet with all eight candidates alive.</summary>
internal static class MixedOpWorkloads
{
    public static IEnumerable<Workload> All => [Of(64, 16, 32, 1), Of(64, 16, 32, 2), Of(16, 64, 8, 1)];

    private static LayerWorkload Of(int images, int channels, int size, int stride) =>
        new($"mixed_op/n{images}_c{channels}_h{size}_s{stride}", () => new MixedEdge(channels, stride), new Shape(images, channels, size, size))
        {
            CheckedImages = 2,
            Tolerance = 1e-3,
        };
}
