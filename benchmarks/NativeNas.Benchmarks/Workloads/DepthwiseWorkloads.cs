using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Depthwise convolutions of MobileNet-like stages, of one large image, and of a DARTS cell.</summary>
internal static class DepthwiseWorkloads
{
    private static readonly Shape[] Inputs = [new(32, 96, 56, 56), new(32, 192, 28, 28), new(1, 96, 112, 112), new(64, 16, 32, 32)];

    public static IEnumerable<Workload> All =>
    [
        .. from input in Inputs
           from kernel in new[] { 3, 5, 7, 9 }
           from stride in new[] { 1, 2 }
           select Of(input, $"k{kernel}_s{stride}", Window.Same(kernel, stride)),
        .. new[] { 3, 5 }.Select(kernel => Of(Inputs[^1], $"k{kernel}_s1_d2", Window.Same(kernel, dilation: 2))),
    ];

    private static LayerWorkload Of(Shape x, string window, Window w) =>
        new($"depthwise/n{x.N}_c{x.C}_h{x.H}_{window}", () => Conv.Depthwise(x.C, w), x);
}
