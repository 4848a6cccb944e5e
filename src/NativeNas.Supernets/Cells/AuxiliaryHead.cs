using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Supernets.Cells;

/// <summary>
/// The side classifier at two thirds of the depth that helps training (Szegedy et al. 2015; sizes of the DARTS author
/// code: 5×5 pool of stride 3, 128 and 768 channels). Smaller images take the windows that fit.
/// </summary>
public sealed class AuxiliaryHead : Layer
{
    private readonly Sequential body;

    /// <param name="height">Rows of the features it reads.</param>
    /// <param name="width">Columns of the features it reads.</param>
    public AuxiliaryHead(int channels, int classes, int height, int width)
    {
        Window pool = new(Math.Min(5, height), Math.Min(5, width), 3, 3);
        Window window = new(Math.Min(2, pool.OutHeight(height)), Math.Min(2, pool.OutWidth(width)));
        body = Add("body", new Sequential(
            Function.Relu(),
            new Function(new AveragePooling(pool, CountPadding: false)),
            Conv.Pointwise(channels, 128),
            new BatchNorm(128),
            Function.Relu(),
            Conv.Dense(128, 768, window),
            new BatchNorm(768),
            Function.Relu(),
            new Function(new GlobalAveragePooling()),
            Conv.Linear(768, classes)));
    }

    public override Var Forward(Var x) => body.Forward(x);
}
