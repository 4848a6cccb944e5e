using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Tiles;

/// <summary>
/// Which outputs read an input, for a rectangle of inputs: the input at row s·t + phase − padding is read by tap k at the
/// output row t + (phase − k·d) / s, where that divides; columns alike.
/// </summary>
internal readonly struct PhasedTaps
{
    private readonly Window window;

    public PhasedTaps(Window window, int top, int left, int rows, int columns)
    {
        this.window = window;
        int y = Floor(top + window.Top - window.SpanHeight + 1, window.StrideHeight), x = Floor(left + window.Left - window.SpanWidth + 1, window.StrideWidth);
        Halo = new(
            y,
            x,
            ((top + rows - 1 + window.Top) / window.StrideHeight) - y + 1,
            ((left + columns - 1 + window.Left) / window.StrideWidth) - x + 1);
        (Left, Columns) = (left, columns);
    }

    /// <summary>Outputs that read the rectangle.</summary>
    public Halo Halo { get; }

    public int Phases => window.StrideHeight * window.StrideWidth;

    private int Left { get; }

    public int Columns { get; }

    /// <summary>Writes the segments of each phase after another, and where each phase ends.</summary>
    public unsafe void Write(Segment* segments, int* ends, int channels, int blockPitch, int rowPitch) =>
        Write(segments, ends, channels, 0, channels, blockPitch, rowPitch);

    /// <summary>The same for a run of the channels; x starts at the run's first block.</summary>
    public unsafe void Write(Segment* segments, int* ends, int channels, int from, int to, int blockPitch, int rowPitch)
    {
        int count = 0;

        for (int phase = 0; phase < Phases; phase++)
        {
            int py = phase / window.StrideWidth, px = phase % window.StrideWidth;

            for (int tap = 0; tap < window.Taps; tap++)
            {
                int ty = py - (tap / window.KernelWidth * window.DilationHeight), tx = px - (tap % window.KernelWidth * window.DilationWidth);

                if (ty % window.StrideHeight == 0 & tx % window.StrideWidth == 0)
                {
                    for (int channel = from; channel < to; channel += 16)
                    {
                        int x = ((channel - from) / 16 * blockPitch) + (ty / window.StrideHeight * rowPitch) + (tx / window.StrideWidth * 16);
                        segments[count++] = new(x, ((tap * channels) + channel) * 16, Math.Min(16, to - channel));
                    }
                }
            }

            ends[phase] = count;
        }
    }

    /// <summary>The inputs of one row and one phase of columns.</summary>
    public PhaseRow Row(int row, int phase)
    {
        int py = (row + window.Top) % window.StrideHeight, lead = (phase - ((Left + window.Left) % window.StrideWidth) + window.StrideWidth) % window.StrideWidth;
        int count = lead < Columns ? ((Columns - 1 - lead) / window.StrideWidth) + 1 : 0;
        return new(
            (py * window.StrideWidth) + phase,
            Left + lead,
            count,
            ((row + window.Top) / window.StrideHeight) - Halo.Top,
            ((Left + lead + window.Left) / window.StrideWidth) - Halo.Left);
    }

    private static int Floor(int a, int b) => a >= 0 ? a / b : -((-a + b - 1) / b);
}

/// <summary>Every stride-th input of a row: its first column, how many, and where in the halo the first one's outputs lie.</summary>
internal readonly record struct PhaseRow(int Phase, int First, int Count, int Y, int X);
