using NativeNas.Autodiff;
using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Batch normalization with batch and with running statistics.</summary>
internal static class NormalizationWorkloads
{
    public static IEnumerable<Workload> All =>
    [
        Of("train", new(32, 96, 56, 56), TapeMode.Training),
        Of("train", new(64, 16, 32, 32), TapeMode.Training),
        Of("eval", new(32, 96, 56, 56), TapeMode.Evaluation),
    ];

    private static LayerWorkload Of(string name, Shape x, TapeMode pass) =>
        new($"batchnorm_{name}/n{x.N}_c{x.C}_h{x.H}", () => new BatchNorm(x.C), x, pass);
}
