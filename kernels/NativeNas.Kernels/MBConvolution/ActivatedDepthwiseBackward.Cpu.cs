using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ActivatedDepthwiseBackward<TFunction> : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        MixFilters filters = new(plan);
        using CpuScratch shares = work.Rent(dw is null ? 16 : checked(g.Images * plan.Length)), parts = work.Rent(g.Images * g.Blocks * 32);
        work.Phase(g.Images * g.Blocks, new ActivatedDepthwiseBackwardJob<TFunction>
        {
            Filters = filters,
            F = f,
            Norm = norm is { } before ? NormVectors.Of(work, before) : null,
            OutputNorm = outputNorm is { } after ? NormVectors.Of(work, after) : null,
            OutputSums = outputSums is { } known ? NormSumVectors.Of(work, known, Outputs) : default,
            X = Surface.Blocked(work.Cells(x), g.Images, g.Channels, g.Height, g.Width),
            Y = Surface.Blocked(work.Cells(y), g.Images, g.Channels, g.OutHeight, g.OutWidth),
            Dy = Surface.Blocked(work.Cells(dy), g.Images, g.Channels, g.OutHeight, g.OutWidth),
            Dnormal = Surface.Blocked(dnormal is { } target ? work.Cells(target.Data) : null, g.Images, g.Channels, g.Height, g.Width),
            Accumulate = dnormal is { Accumulate: true },
            W = work.Cells(w),
            Shares = dw is null ? null : shares.Cells,
            Sums = (AffineSums<Block>*)parts.Cells,
        });

        if (dw is { } weights)
        {
            work.Phase(g.Blocks, new ShareTotalJob<MixFilters>(filters, g.Images, shares.Cells, work.Cells(weights)));
        }

        if (norm is { } normal)
        {
            NormSumVectors.Combine(work, normal, sums!.Value, g.Blocks, g.Images, (AffineSums<Block>*)parts.Cells);
        }
    }
}
