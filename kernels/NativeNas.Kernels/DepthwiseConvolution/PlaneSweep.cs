using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Rows of targets from a plane of sources, in one direction; taps outside the source plane are left out.</summary>
/// <param name="w">[taps, 16].</param>
internal readonly unsafe struct PlaneSweep(Window window, float* w, bool backward)
{
    private readonly TapAxis rows = TapAxis.Rows(window, backward), columns = TapAxis.Columns(window, backward);

    /// <param name="top">The first row's index in the image.</param>
    /// <param name="y">The first row's first pixel.</param>
    /// <param name="pitch">Floats from a row of targets to its next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(in Plane x, int top, int count, int width, float* y, nint pitch, bool accumulate)
    {
        int phases = columns.Phases;
        PhaseRuns* patterns = stackalloc PhaseRuns[phases];
        ColumnRun* room = stackalloc ColumnRun[phases * window.KernelWidth];
        TapRun* taps = stackalloc TapRun[window.KernelHeight];
        TapRun* runs = stackalloc TapRun[window.Taps];
        TapRun** ends = stackalloc TapRun*[PhaseRuns.Longest];

        for (int phase = 0; phase < phases; phase++)
        {
            patterns[phase].Write(columns, phase, x.Left, x.Columns, room + (phase * window.KernelWidth));
        }

        for (int row = top; row < top + count; row++, y += pitch)
        {
            TapRun* end = Rows(x, row, taps);

            for (int phase = 0; phase < Math.Min(phases, width); phase++)
            {
                Combine(taps, end, patterns + phase, runs, ends);
                new SlidingRow(runs, ends, patterns[phase].Line).Run((width - phase + phases - 1) / phases, y + (phase * 16), phases * 16, accumulate);
            }
        }
    }

    /// <summary>The rows of sources and of weights that a row of targets reads.</summary>
    private TapRun* Rows(in Plane x, int row, TapRun* taps)
    {
        for (int i = 0; i < window.KernelHeight; i++)
        {
            if (rows.Reads(row, i, out int source) && x.Has(source))
            {
                *taps++ = new() { Row = x.Row(source), W = w + (i * window.KernelWidth * 16) };
            }
        }

        return taps;
    }

    /// <summary>Every row with every run, the shortest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(TapRun* first, TapRun* end, PhaseRuns* pattern, TapRun* runs, TapRun** ends)
    {
        for (int length = 1; length <= PhaseRuns.Longest; length++)
        {
            for (TapRun* row = first; row < end; row++)
            {
                for (ColumnRun* run = pattern->From(length); run < pattern->To(length); run++)
                {
                    *runs++ = new() { Row = row->Row, Column = run->Column * 16, W = row->W + (run->Tap * 16) };
                }
            }

            ends[length - 1] = runs;
        }
    }
}
