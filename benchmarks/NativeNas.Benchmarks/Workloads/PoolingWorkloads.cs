using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>The mean over pixels, and the 3×3 pools of a DARTS cell (padding not counted).</summary>
internal static class PoolingWorkloads
{
    public static IEnumerable<Workload> All =>
    [
        Of("global_average_pool", new GlobalAveragePooling(), new(32, 96, 56, 56)),
        .. from shape in new Shape[] { new(32, 96, 56, 56), new(64, 16, 32, 32) }
           from workload in new[] { Of("max_pool3", new MaxPooling(Window.Same(3)), shape), Of("avg_pool3", new AveragePooling(Window.Same(3), CountPadding: false), shape) }
           select workload,
    ];

    private static LayerWorkload Of(string name, Op op, Shape x) => new($"{name}/n{x.N}_c{x.C}_h{x.H}", () => new Function(op), x);
}
