using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary><see cref="NormSums"/> by address, and 1/n.</summary>
internal readonly unsafe struct NormSumVectors(Block* dgamma, Block* dbeta, float share)
{
    public readonly Block* DGamma = dgamma, DBeta = dbeta;
    public readonly float Share = share;

    public static NormSumVectors Of(CpuWork work, NormSums sums, PixelPieces pieces) =>
        new((Block*)work.Cells(sums.DGamma), (Block*)work.Cells(sums.DBeta), 1f / ((float)pieces.Images * pieces.Area));

    /// <summary>Sums of pieces, [blocks, pieces], in their order.</summary>
    public static void Combine(CpuWork work, ChannelNorm norm, NormSums sums, int blocks, int pieces, AffineSums<Block>* parts)
    {
        PointerView<Block> inverse = new(work.Cells(norm.Inverse)), dgamma = new(work.Cells(sums.DGamma)), dbeta = new(work.Cells(sums.DBeta));
        AffineGradientsKernel<PointerView<Block>, Block> kernel = new(default, default, default, default, inverse, dgamma, dbeta);
        work.Phase(blocks, new StoreJob<AffineGradientsKernel<PointerView<Block>, Block>, AffineSums<Block>, Block>(kernel, parts, pieces));
    }
}
