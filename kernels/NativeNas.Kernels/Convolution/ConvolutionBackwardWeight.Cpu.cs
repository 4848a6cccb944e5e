using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionBackwardWeight : ICpuForm
{
    private const int MostPartialFloats = 1 << 21;

    public bool Covers => g.Tiled;

    public unsafe void Run(CpuWork work)
    {
        Surface from = g.Input(work.Cells(x)), to = g.Output(work.Cells(dy));

        if (g.Flat)
        {
            (from, to) = (from.Flat(), to.Flat());
        }

        Bands bands = new(to, mostPixels: 224);
        int floats = checked(g.OutBlocks * g.Blocks * g.Window.Taps * 256);
        int chunks = Math.Min(Math.Min(MostPieces, bands.Rectangles), Math.Max(1, MostPartialFloats / floats));
        int splits = Math.Clamp(MostPieces / chunks, 1, g.OutBlocks);
        using CpuScratch partials = work.Rent(chunks * floats);
        work.Phase(chunks * splits, new OuterProductsJob(work, g.Window, bands, chunks, splits, from, to, partials.Cells));
        work.Phase(g.OutBlocks * g.Blocks, new WeightTotalJob(g, chunks, partials.Cells, work.Cells(dw), accumulate));
    }
}
