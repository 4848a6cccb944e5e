using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ProjectBackward<TFunction> : ICpuForm
{
    private const int MostShares = 16;

    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        int shares = Math.Min(MostShares, g.Images);
        using CpuScratch totals = work.Rent(dw is null ? 16 : checked(shares * g.OutBlocks * g.Blocks * 256)), parts = work.Rent(g.Images * g.Blocks * 32);
        work.Phase(shares, new ProjectBackwardJob<TFunction>
        {
            Geometry = g,
            F = f,
            Shares = shares,
            Norm = NormVectors.Of(work, norm),
            OutputNorm = NormVectors.Of(work, outputNorm),
            OutputSums = NormSumVectors.Of(work, outputSums, Outputs),
            Gates = excitation is { } a ? ExcitationVectors.Of(work, a.Forward) : null,
            GatesBackward = excitation is { } b ? ExcitationBackwardVectors.Of(work, b) : default,
            X = work.Cells(x),
            W = work.Cells(w),
            Transposed = work.Cells(transposed),
            Y = work.Cells(y),
            Dy = work.Cells(dy),
            Dnormal = work.Cells(dnormal),
            Totals = dw is null ? null : totals.Cells,
            Sums = (AffineSums<Block>*)parts.Cells,
        });

        if (dw is { } weight)
        {
            work.Phase(g.OutBlocks * g.Blocks, new WeightTotalJob(g, shares, transposed: false, totals.Cells, work.Cells(weight.Data), weight.Accumulate));
        }

        NormSumVectors.Combine(work, norm, sums, g.Blocks, g.Images, (AffineSums<Block>*)parts.Cells);
    }
}
