using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionBackwardWeight : ICpuForm
{
    private const int MostPixels = 448;
    private const int PixelsAChunk = 512;
    private const int MostChunks = 64;

    /// <summary>Floats of all chunks' shares together.</summary>
    private const int MostPartialFloats = 1 << 20;

    public bool Covers => g.Tiled;

    public unsafe void Run(CpuWork work)
    {
        Surface from = g.Input(work.Cells(x)), to = g.Output(work.Cells(dy));

        if (g.Flat)
        {
            (from, to) = (from.Flat(), to.Flat());
        }

        using Gathering read = new(work, from), gradients = new(work, to);
        Bands bands = Bands.Chunks(to, MostPixels);
        long pixels = (long)to.Images * to.Height * to.Width;
        int floats = checked(g.OutBlocks * g.Blocks * g.Window.Taps * 256);
        int chunks = (int)Math.Clamp(pixels / PixelsAChunk, 1, Math.Min(Math.Min(MostChunks, bands.Rectangles), Math.Max(1, MostPartialFloats / floats)));
        float* whole = chunks == 1 && g is { Planes: 0, Window.Taps: 1 } && g.Channels % 16 == 0 ? work.Cells(dw) : null;
        using CpuScratch partials = work.Rent(whole is null ? chunks * floats : 16);
        bool transposed = false;

        if (g.Planar)
        {
            work.Phase(chunks, new PlaneOuterProductsJob(g.Window, bands, chunks, from, to, partials.Cells));
        }
        else
        {
            OuterProductsJob job = new(g.Window, bands, chunks, read.Surface, gradients.Surface, partials.Cells, whole, accumulate);
            transposed = job.Transposed;
            work.Phase(job.Pieces, job);
        }

        if (whole is not null)
        {
            return;
        }

        work.Phase(g.OutBlocks * g.Blocks, new WeightTotalJob(g, chunks, transposed, partials.Cells, work.Cells(dw), accumulate));
    }
}
