using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Elementwise;
using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Activations on 9.6 million values.</summary>
internal static class ActivationWorkloads
{
    public static IEnumerable<Workload> All => [Of<Swish>("swish"), Of<Relu>("relu"), Of<HardSwish>("hard_swish"), Of<Sigmoid>("sigmoid")];

    private static LayerWorkload Of<TFunction>(string name)
        where TFunction : struct, IUnary =>
        new($"{name}/n32_c96_h56", () => new Function(new Activation<TFunction>()), new Shape(32, 96, 56, 56));
}
