using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// One band of dx of an image in planes. Few channels would leave most lanes idle, so lanes are neighbouring pixels: a
/// tile's rows are dx's channels, its vectors runs of sixteen pixels of dy, whose channels are put into planes first.
/// </summary>
internal readonly unsafe struct PlaneBackwardInputJob(Window window, Bands bands, Surface dy, float* w, Surface dx, bool accumulate) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        Band band = bands[piece];
        PhasedTaps taps = new(window, band.Top, band.Left, band.Rows, band.Columns);
        PlaneHalo halo = new(taps.Halo);
        int linePitch = (band.Columns + 63) & ~15;
        using PieceScratch table = PieceScratch.Rent((window.Taps * sizeof(Segment) / sizeof(float)) + taps.Phases);
        using PieceScratch scratch = PieceScratch.Rent(halo.PlanePitch * dy.Blocks * 16);
        using PieceScratch line = PieceScratch.Rent(linePitch * dx.Channels);
        Segment* segments = (Segment*)table.Cells;
        int* ends = (int*)(segments + window.Taps);
        halo.Unblock(dy, band.Image, scratch.Cells);
        Write(taps, segments, ends, halo.RowPitch);
        int vectors = dx.Channels <= 9 ? 3 : dx.Channels <= 14 ? 2 : 1;

        for (int row = band.Top; row < band.Top + band.Rows; row++)
        {
            for (int phase = 0; phase < window.StrideWidth; phase++)
            {
                PhaseRow p = taps.Row(row, phase);
                Segment* first = segments + (p.Phase == 0 ? 0 : ends[p.Phase - 1]);

                for (int column = 0; column < p.Count; column += 16 * vectors)
                {
                    float* source = scratch.Cells + ((nint)p.Y * halo.RowPitch) + p.X + column;
                    Tile<Adjacent> tile = new(new(16, halo.PlanePitch), source, 16, first, segments + ends[p.Phase]);
                    tile.Run(dx.Channels, Math.Min(vectors, (p.Count - column + 15) / 16), 1, w, new(line.Cells + column, linePitch, 16));
                }

                Scatter(line.Cells, linePitch, band.Image, row, p);
            }
        }
    }

    /// <summary>Segments over the output channels of a tap: dy's place takes the part of the weights, and the reverse.</summary>
    private void Write(in PhasedTaps taps, Segment* segments, int* ends, int rowPitch)
    {
        taps.Write(segments, ends, 1, 0, rowPitch * 16);

        for (int i = 0; i < ends[taps.Phases - 1]; i++)
        {
            segments[i] = new(segments[i].W * dy.Channels, segments[i].X / 16, dy.Channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(float* line, int linePitch, int image, int row, PhaseRow p)
    {
        for (int channel = 0; channel < dx.Channels; channel++, line += linePitch)
        {
            float* target = dx.At(image, 0, row, p.First) + ((nint)channel * dx.Height * dx.Width);

            if (!accumulate & window.StrideWidth == 1)
            {
                new Span<float>(line, p.Count).CopyTo(new(target, p.Count));
                continue;
            }

            for (int i = 0; i < p.Count; i++, target += window.StrideWidth)
            {
                *target = accumulate ? *target + line[i] : line[i];
            }
        }
    }
}
