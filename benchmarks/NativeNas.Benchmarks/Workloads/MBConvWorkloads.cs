using NativeNas.Autodiff;
using NativeNas.Tensors;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Inverted residual blocks of expansion 6 with squeeze-excite.</summary>
internal static class MBConvWorkloads
{
    public static IEnumerable<Workload> All =>
    [
        Of(32, 56, "k5", new(24, 40, 6, [5], Stride: 2, Squeezed: 6)),
        Of(32, 28, "k5", new(40, 40, 6, [5], Squeezed: 10)),
        Of(32, 28, "mix357", new(40, 40, 6, [3, 5, 7], Squeezed: 20)),
        Of(1, 28, "k5", new(40, 40, 6, [5], Squeezed: 10), TapeMode.Evaluation),
    ];

    private static LayerWorkload Of(int images, int size, string kernels, MBConvSettings s, TapeMode pass = TapeMode.Training) => new(
        $"mbconv{(pass == TapeMode.Evaluation ? "_eval" : "")}/n{images}_c{s.Inputs}to{s.Outputs}_h{size}_e{s.Expansion}_{kernels}_s{s.Stride}_se{s.Squeezed}",
        () => new MBConv(s),
        new Shape(images, s.Inputs, size, size),
        pass);
}
