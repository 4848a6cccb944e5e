using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionForward : ICpuForm
{
    public bool Covers => g.Tiled;

    public unsafe void Run(CpuWork work)
    {
        Surface from = g.Input(work.Cells(x)), to = g.Output(work.Cells(y));

        if (g.Flat)
        {
            (from, to) = (from.Flat(), to.Flat());
        }

        Bands bands = new(to, mostPixels: 512);
        work.Phase(bands.Rectangles * bands.Splits, new ConvolutionForwardJob(work, g.Window, bands, from, work.Cells(w), bias is { } b ? work.Cells(b) : null, to));
    }
}

/// <summary>One band of outputs, a run of its blocks: rows of tiles over a halo of the input, or over the input itself.</summary>
internal readonly unsafe struct ConvolutionForwardJob(CpuWork work, Window window, Bands bands, Surface x, float* w, float* bias, Surface y) : ICpuJob
{
    public void Run(int piece)
    {
        Band band = bands[piece / bands.Splits];
        (int from, int to) = bands.Blocks(piece % bands.Splits);
        Halo halo = new(
            (band.Top * window.StrideHeight) - window.Top,
            (band.Left * window.StrideWidth) - window.Left,
            ((band.Rows - 1) * window.StrideHeight) + window.SpanHeight,
            ((band.Columns - 1) * window.StrideWidth) + window.SpanWidth,
            window.StrideWidth);
        bool direct = x is { Planes: false, PixelPitch: 16 } && window is { StrideWidth: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 };
        int count = window.Taps * x.Blocks;
        using CpuScratch table = work.Rent(count * sizeof(Segment) / sizeof(float));
        using CpuScratch scratch = work.Rent(direct ? 16 : halo.BlockPitch * x.Blocks);
        float* source = direct ? x.At(band.Image, 0, band.Top * window.StrideHeight, band.Left) : scratch.Cells;
        (int blockPitch, int rowPitch) = direct ? (x.BlockPitch, x.RowPitch) : (halo.BlockPitch, halo.RowPitch);

        if (!direct)
        {
            halo.Fill(x, band.Image, 0, x.Blocks, source);
        }

        Segment* segments = (Segment*)table.Cells;
        Segment* end = segments;

        for (int tap = 0; tap < window.Taps; tap++)
        {
            int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
            int at = (row * rowPitch) + (direct ? column * 16 : halo.Column(column));

            for (int block = 0; block < x.Blocks; block++)
            {
                *end++ = new(at + (block * blockPitch), ((tap * x.Channels) + (block * 16)) * 16, Math.Min(16, x.Channels - (block * 16)));
            }
        }

        for (int row = 0; row < band.Rows; row++)
        {
            for (int block = from; block < to; block++)
            {
                new TileRow<Broadcast>(w + ((nint)block * window.Taps * x.Channels * 16), segments, end).Run(
                    band.Columns,
                    source + ((nint)row * window.StrideHeight * rowPitch),
                    bias is null ? null : bias + (block * 16),
                    y.At(band.Image, block, band.Top + row, band.Left),
                    y.PixelPitch,
                    accumulate: false);
            }
        }
    }
}
