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
        using PieceScratch table = PieceScratch.Rent((window.Taps * depths.Widest * sizeof(Segment) / sizeof(float)) + taps.Phases);
        using PieceScratch scratch = PieceScratch.Rent(taps.Halo.BlockPitch * depths.Widest);
        Segment* segments = (Segment*)table.Cells;
        int* ends = (int*)(segments + (window.Taps * depths.Widest));

        for (int depth = 0; depth < depths.Count; depth++)
        {
            (int first, int last) = depths[depth];
            taps.Halo.Fill(dy, band.Image, first, last - first, scratch.Cells);
            taps.Write(segments, ends, dy.Channels, first * 16, Math.Min(last * 16, dy.Channels), taps.Halo.BlockPitch, taps.Halo.RowPitch);
            Rows(band, taps, from, to, segments, ends, scratch.Cells, taps.Halo.RowPitch, accumulate | depth > 0);
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
