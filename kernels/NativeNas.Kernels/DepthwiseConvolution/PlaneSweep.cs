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
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(in Plane x, int top, int count, int width, float* y, nint pitch, bool accumulate)
    {
        int phases = columns.Phases, weightStep = (backward ? -16 : 16) * columns.Classes;
        PhaseRuns* runs = stackalloc PhaseRuns[phases];
        ColumnRun* room = stackalloc ColumnRun[phases * window.KernelWidth];
        SlidingRow* lines = stackalloc SlidingRow[phases];
        TapRow* taps = stackalloc TapRow[window.KernelHeight];

        for (int phase = 0; phase < phases; phase++)
        {
            runs[phase].Write(columns, phase, x, room + (phase * window.KernelWidth));
            lines[phase] = new((width - phase + phases - 1) / phases, runs[phase].Pitch, x.Length, weightStep, phases * 16);
        }

        for (int row = top; row < top + count; row++, y += pitch)
        {
            TapRow* end = Rows(x, row, taps);

            if (columns.Classes > 1 & !backward)
            {
                x.Ask(rows.Last(row) + 1, rows.Last(row + 1));
            }

            for (int phase = 0; phase < phases; phase++)
            {
                lines[phase].Run(taps, end, runs[phase], y + (phase * 16), accumulate);
            }
        }
    }

    /// <summary>The rows of sources and of weights that a row of targets reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TapRow* Rows(in Plane x, int row, TapRow* taps)
    {
        for (int i = 0; i < window.KernelHeight; i++)
        {
            if (rows.Reads(row, i, out int source) && x.Has(source))
            {
                *taps++ = new() { X = x.Row(source), W = w + (i * window.KernelWidth * 16) };
            }
        }

        return taps;
    }
}
