using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>A <see cref="NormedProduct"/> by address.</summary>
internal readonly unsafe struct NormedProductVectors(int inputs, float* w, NormVectors norm)
{
    public readonly int Inputs = inputs;
    public readonly NormVectors Norm = norm;
    private readonly float* w = w;

    public static NormedProductVectors Of(CpuWork work, NormedProduct product) =>
        new(product.Geometry.Channels, work.Cells(product.W), NormVectors.Of(work, product.Norm));

    /// <summary>Packed weights of an output block.</summary>
    public float* Block(int block) => w + ((nint)block * Inputs * 16);
}
