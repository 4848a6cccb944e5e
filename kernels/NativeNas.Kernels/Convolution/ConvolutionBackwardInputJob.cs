using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// One band of dx, a run of its blocks. At stride s the pixels fall into s·s phases, and each phase sums the taps that
/// reach it, so that dy is read at neighbouring pixels and no zero is multiplied.
/// </summary>
internal readonly unsafe struct ConvolutionBackwardInputJob(Window window, Bands bands, Surface dy, float* w, Surface dx, bool accumulate) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        Band band = bands[piece];
        (int from, int to) = bands.Blocks(piece);
        Depths depths = new(dy.Blocks, to - from, window.Taps);
        PhasedTaps taps = new(window, band.Top, band.Left, band.Rows, band.Columns);
        bool direct = dy.PixelPitch == 16 && window is { Taps: 1, StrideHeight: 1, StrideWidth: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 };
        using PieceScratch table = PieceScratch.Rent((window.Taps * depths.Widest * sizeof(Segment) / sizeof(float)) + taps.Phases);
        using PieceScratch scratch = PieceScratch.Rent(direct ? 16 : taps.Halo.BlockPitch * depths.Widest);
        (int blockPitch, int rowPitch) = direct ? (dy.BlockPitch, dy.RowPitch) : (taps.Halo.BlockPitch, taps.Halo.RowPitch);
        Segment* segments = (Segment*)table.Cells;
        int* ends = (int*)(segments + (window.Taps * depths.Widest));

        for (int depth = 0; depth < depths.Count; depth++)
        {
            (int first, int last) = depths[depth];
            float* source = direct ? dy.At(band.Image, first, band.Top, band.Left) : scratch.Cells;

            if (!direct)
            {
                taps.Halo.Fill(dy, band.Image, first, last - first, source);
            }

            taps.Write(segments, ends, dy.Channels, first * 16, Math.Min(last * 16, dy.Channels), blockPitch, rowPitch);
            Rows(band, taps, from, to, segments, ends, source, rowPitch, accumulate | depth > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rows(Band band, in PhasedTaps taps, int from, int to, Segment* segments, int* ends, float* source, int rowPitch, bool add)
    {
        nint pitch = (nint)window.Taps * dy.Channels * 16;

        for (int row = band.Top; row < band.Top + band.Rows; row++)
        {
            for (int phase = 0; phase < window.StrideWidth; phase++)
            {
                PhaseRow p = taps.Row(row, phase);
                Target target = dx.Target(band.Image, from, row, p.First);
                target = target with { Pitch = target.Pitch * window.StrideWidth };
                new TileRow<Broadcast>(default, w + (from * pitch), pitch, to - from, segments + (p.Phase == 0 ? 0 : ends[p.Phase - 1]), segments + ends[p.Phase])
                    .Run(p.Count, source + ((nint)p.Y * rowPitch) + (p.X * 16), add ? target.Accumulated : target);
            }
        }
    }
}
