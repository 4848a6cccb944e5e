using NativeNas.Tensors;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Squeeze-excite blocks; r is the squeezed width.</summary>
internal static class SqueezeExciteWorkloads
{
    public static IEnumerable<Workload> All => [Of(96, 56, 4), Of(240, 28, 10)];

    private static LayerWorkload Of(int channels, int size, int squeezed) =>
        new($"squeeze_excite/n32_c{channels}_h{size}_r{squeezed}", () => new SqueezeExcite(channels, squeezed), new Shape(32, channels, size, size));
}
