using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// One band of dx, a run of its blocks. At stride s the pixels fall into s·s phases, and each phase sums the taps that
/// reach it, so that dy is read at neighbouring pixels and no zero is multiplied.
/// </summary>
internal readonly unsafe struct ConvolutionBackwardInputJob(CpuWork work, Window window, Bands bands, Surface dy, float* w, Surface dx, bool accumulate) : ICpuJob
{
    public void Run(int piece)
    {
        Band band = bands[piece / bands.Splits];
        (int from, int to) = bands.Blocks(piece % bands.Splits);
        PhasedTaps taps = new(window, band.Top, band.Left, band.Rows, band.Columns);
        bool direct = dy.PixelPitch == 16 && window is { Taps: 1, StrideHeight: 1, StrideWidth: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 };
        using CpuScratch table = work.Rent((window.Taps * dy.Blocks * sizeof(Segment) / sizeof(float)) + taps.Phases);
        using CpuScratch scratch = work.Rent(direct ? 16 : taps.Halo.BlockPitch * dy.Blocks);
        using CpuScratch line = work.Rent(band.Columns * 16);
        float* source = direct ? dy.At(band.Image, 0, band.Top, band.Left) : scratch.Cells;
        (int blockPitch, int rowPitch) = direct ? (dy.BlockPitch, dy.RowPitch) : (taps.Halo.BlockPitch, taps.Halo.RowPitch);

        if (!direct)
        {
            taps.Halo.Fill(dy, band.Image, 0, dy.Blocks, source);
        }

        Segment* segments = (Segment*)table.Cells;
        int* starts = (int*)(segments + (window.Taps * dy.Blocks));
        taps.Write(segments, starts, dy.Channels, blockPitch, rowPitch);

        for (int row = band.Top; row < band.Top + band.Rows; row++)
        {
            for (int block = from; block < to; block++)
            {
                float* weights = w + ((nint)block * window.Taps * dy.Channels * 16);
                float* target = dx.Planes ? line.Cells : dx.At(band.Image, block, row, band.Left);
                int pitch = dx.Planes ? 16 : dx.PixelPitch;

                for (int phase = 0; phase < window.StrideWidth; phase++)
                {
                    PhaseRow p = taps.Row(row, phase);
                    new TileRow<Broadcast>(weights, segments + (p.Phase == 0 ? 0 : starts[p.Phase - 1]), segments + starts[p.Phase]).Run(
                        p.Count, source + ((nint)p.Y * rowPitch) + (p.X * 16), null, target + ((p.First - band.Left) * pitch), pitch * window.StrideWidth, accumulate & !dx.Planes);
                }

                if (dx.Planes)
                {
                    Scatter(line.Cells, band, row);
                }
            }
        }
    }

    private void Scatter(float* line, Band band, int row)
    {
        for (int channel = 0; channel < dx.Channels; channel++)
        {
            float* target = dx.At(band.Image, 0, row, band.Left) + ((nint)channel * dx.Height * dx.Width);

            for (int column = 0; column < band.Columns; column++)
            {
                target[column] = accumulate ? target[column] + line[(column * 16) + channel] : line[(column * 16) + channel];
            }
        }
    }
}
