using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Workloads.Blocks;

/// <summary>EfficientNet-B0 (arXiv:1905.11946, table 1): stem, sixteen MBConv blocks, head.</summary>
public sealed class EfficientNetB0 : Layer
{
    private static readonly (int Expansion, int Outputs, int Repeats, int Stride, int Kernel)[] Stages =
    [
        (1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3),
    ];

    private readonly Sequential body;

    public EfficientNetB0(int classes)
    {
        List<Layer> layers = [Conv.Dense(3, 32, Window.Same(3, 2)), new BatchNorm(32), Function.Swish()];
        int inputs = 32;

        foreach ((int expansion, int outputs, int repeats, int stride, int kernel) in Stages)
        {
            for (int i = 0; i < repeats; i++)
            {
                layers.Add(new MBConv(new(inputs, outputs, expansion, [kernel], i == 0 ? stride : 1, Squeezed: Math.Max(1, inputs / 4))));
                inputs = outputs;
            }
        }

        layers.AddRange(
        [
            Conv.Pointwise(inputs, 1280), new BatchNorm(1280), Function.Swish(), new Function(new GlobalAveragePooling()), Conv.Linear(1280, classes),
        ]);
        body = Add("body", new Sequential([.. layers]));
    }

    public override Var Forward(Var x) => body.Forward(x);
}
