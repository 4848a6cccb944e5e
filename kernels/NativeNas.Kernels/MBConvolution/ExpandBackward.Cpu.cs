using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ExpandBackward : ICpuForm
{
    private const int MostShares = 16;

    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        PixelRuns runs = new(g.Images, g.Height * g.Width);
        int shares = Math.Min(MostShares, runs.Pieces);
        using CpuScratch totals = work.Rent(dw is null ? 16 : checked(shares * g.OutBlocks * g.Blocks * 256));
        work.Phase(shares, new ExpandBackwardJob
        {
            Geometry = g,
            Runs = runs,
            Shares = shares,
            Norm = NormVectors.Of(work, norm),
            Sums = NormSumVectors.Of(work, sums, Outputs),
            X = work.Cells(x),
            W = work.Cells(w),
            Y = work.Cells(y),
            Dnormal = work.Cells(dnormal),
            Shortcut = shortcut is { } beside ? work.Cells(beside) : null,
            Dx = dx is { } input ? work.Cells(input.Data) : null,
            Accumulate = dx is { Accumulate: true },
            Totals = dw is null ? null : totals.Cells,
        });

        if (dw is { } weight)
        {
            work.Phase(g.OutBlocks * g.Blocks, new WeightTotalJob(g, shares, transposed: false, totals.Cells, work.Cells(weight.Data), weight.Accumulate));
        }
    }
}
