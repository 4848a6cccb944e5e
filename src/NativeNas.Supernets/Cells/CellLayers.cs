using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Genotypes;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Supernets.Cells;

/// <summary>The layers behind the names of the cell operations (DARTS author code, operations.py).</summary>
public static class CellLayers
{
    /// <summary>A candidate of a supernet: norms without scale and shift, pools normalized; null for <c>none</c>.</summary>
    public static Layer? Candidate(CellOperation operation, int channels, int stride) => operation switch
    {
        CellOperation.None => null,
        CellOperation.MaxPool3x3 => NormalizedPool.Max(channels, Window.Same(3, stride)),
        CellOperation.AvgPool3x3 => NormalizedPool.Average(channels, Window.Same(3, stride)),
        _ => Create(operation, channels, stride, affine: false),
    };

    /// <summary>An operation of a derived network.</summary>
    public static Layer Create(CellOperation operation, int channels, int stride, bool affine = true) => operation switch
    {
        CellOperation.MaxPool3x3 => new Function(new MaxPooling(Window.Same(3, stride))),
        CellOperation.AvgPool3x3 => new Function(new AveragePooling(Window.Same(3, stride), CountPadding: false)),
        CellOperation.SkipConnect => stride == 1 ? new Identity() : new FactorizedReduce(channels, channels, affine),
        CellOperation.SepConv3x3 => SeparableConv.Twice(channels, 3, stride, affine),
        CellOperation.SepConv5x5 => SeparableConv.Twice(channels, 5, stride, affine),
        CellOperation.DilConv3x3 => SeparableConv.Dilated(channels, 3, stride, affine),
        CellOperation.DilConv5x5 => SeparableConv.Dilated(channels, 5, stride, affine),
        _ => throw new ArgumentException($"The operation '{operation}' is no layer: a derived cell never holds it."),
    };
}
