using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>One band of outputs, a run of its blocks: rows of tiles over a halo of the input, or over the input itself.</summary>
internal readonly unsafe struct ConvolutionForwardJob(Window window, Bands bands, Surface x, float* w, float* bias, Surface y) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        Band band = bands[piece];
        (int from, int to) = bands.Blocks(piece);
        Depths depths = new(x.Blocks, to - from, window.Taps);
        Halo halo = band.Inputs(window);
        bool direct = !x.Planes && window is { StrideWidth: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 };
        using PieceScratch table = PieceScratch.Rent(window.Taps * depths.Widest * sizeof(Segment) / sizeof(float));
        using PieceScratch scratch = PieceScratch.Rent(direct ? 16 : halo.BlockPitch * depths.Widest);
        (int blockPitch, int rowPitch) = direct ? (x.BlockPitch, x.RowPitch) : (halo.BlockPitch, halo.RowPitch);
        Segment* segments = (Segment*)table.Cells;

        for (int depth = 0; depth < depths.Count; depth++)
        {
            (int first, int last) = depths[depth];
            float* source = direct ? x.At(band.Image, first, band.Top * window.StrideHeight, band.Left) : scratch.Cells;
            Segment* end = segments;

            if (!direct)
            {
                halo.Fill(x, band.Image, first, last - first, source);
            }

            for (int tap = 0; tap < window.Taps; tap++)
            {
                int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
                int at = (row * rowPitch) + (direct ? column * 16 : halo.Column(column));

                for (int block = first; block < last; block++)
                {
                    *end++ = new(at + ((block - first) * blockPitch), ((tap * x.Channels) + (block * 16)) * 16, Math.Min(16, x.Channels - (block * 16)));
                }
            }

            nint pitch = (nint)window.Taps * x.Channels * 16;
            TileRow<Broadcast> tiles = new(default, w + (from * pitch), pitch, to - from, segments, end);

            for (int row = 0; row < band.Rows; row++)
            {
                Target target = y.Target(band.Image, from, band.Top + row, band.Left, bias);
                tiles.Run(band.Columns, source + ((nint)row * window.StrideHeight * rowPitch), depth == 0 ? target : target.Accumulated);
            }
        }
    }
}
