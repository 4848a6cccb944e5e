using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// dw of a plane, a few output rows at a time, so that their x and dy stay in the first cache for all groups of taps. Rows
/// of taps that fall outside x are left out.
/// </summary>
internal readonly unsafe struct WeightSweep(Window window)
{
    /// <summary>Bytes of x and dy that one run of rows reads.</summary>
    private const int Cache = 32 << 10;
    private const int MostRows = 8;

    private readonly TapAxis rows = TapAxis.Rows(window, backward: false), columns = TapAxis.Columns(window, backward: false);

    /// <param name="top">The first output row's index in the image.</param>
    /// <param name="dy">Its first pixel.</param>
    /// <param name="total">[taps, 16].</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(in Plane x, int top, int count, int width, float* dy, int dyRow, float* total)
    {
        PhaseRuns* patterns = stackalloc PhaseRuns[columns.Phases];
        ColumnRun* room = stackalloc ColumnRun[columns.Phases * window.KernelWidth];

        for (int phase = 0; phase < columns.Phases; phase++)
        {
            patterns[phase].Write(columns, phase, x, room + (phase * window.KernelWidth));
        }

        int fit = Math.Clamp((Cache - (window.SpanHeight * x.Columns * 64)) / (((x.Columns * window.StrideHeight) + width) * 64), 1, MostRows);

        for (int row = top, end; row < top + count; row = end)
        {
            (int first, int last) = Taps(x, row);
            end = row + 1;

            while (end < Math.Min(row + fit, top + count) && Taps(x, end) == (first, last))
            {
                end++;
            }

            if (columns.Classes > 1)
            {
                x.Ask(rows.Last(end - 1) + 1, rows.Last(end));
            }

            for (int phase = 0; phase < Math.Min(columns.Phases, width); phase++)
            {
                int outputs = (width - phase + columns.Phases - 1) / columns.Phases;
                Groups(x, row, end - row, outputs, patterns[phase], first, last, dy + ((nint)(row - top) * dyRow) + (phase * 16), dyRow, total);
            }
        }
    }

    /// <summary>The rows of taps that have a source for a row of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int First, int End) Taps(in Plane x, int row)
    {
        int first = 0, end = window.KernelHeight;

        while (first < end && !x.Has(Source(row, first)))
        {
            first++;
        }

        while (end > first && !x.Has(Source(row, end - 1)))
        {
            end--;
        }

        return (first, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Source(int row, int tap)
    {
        _ = rows.Reads(row, tap, out int source);
        return source;
    }

    /// <summary>Every run of a row of taps, with as many rows of them as registers hold; 7 = 4 + 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Groups(in Plane x, int row, int count, int outputs, in PhaseRuns pattern, int first, int last, float* dy, int dyRow, float* total)
    {
        for (int length = 1; length <= PhaseRuns.Longest; length++)
        {
            int most = length == PhaseRuns.Longest ? 4 : 5, pieces = (last - first + most - 1) / most;

            for (int piece = 0; piece < pieces; piece++)
            {
                int from = first + ((last - first) * piece / pieces), to = first + ((last - first) * (piece + 1) / pieces);

                for (ColumnRun* run = pattern.From(length); run < pattern.To(length); run++)
                {
                    WeightLine line = new(
                        run->Column, pattern.Pitch, x.Length, window.StrideHeight * x.RowPitch, window.DilationHeight * x.RowPitch,
                        columns.Phases * 16, dyRow, columns.Classes * 16, window.KernelWidth * 16);
                    Tile(length, to - from, line, count, outputs, x.Row(Source(row, from)), dy, total + (from * window.KernelWidth * 16) + run->Weight);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(int taps, int tapRows, in WeightLine line, int rows, int columns, float* x, float* dy, float* total)
    {
        switch (taps)
        {
            case 1:
                Tile<N1>(tapRows, line, rows, columns, x, dy, total);
                break;
            case 2:
                Tile<N2>(tapRows, line, rows, columns, x, dy, total);
                break;
            default:
                Tile<N3>(tapRows, line, rows, columns, x, dy, total);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TTaps>(int tapRows, in WeightLine line, int rows, int columns, float* x, float* dy, float* total)
        where TTaps : struct, ISize
    {
        switch (tapRows)
        {
            case 1:
                WeightTile<N1, TTaps>.Run(line, rows, columns, x, dy, total);
                break;
            case 2:
                WeightTile<N2, TTaps>.Run(line, rows, columns, x, dy, total);
                break;
            case 3:
                WeightTile<N3, TTaps>.Run(line, rows, columns, x, dy, total);
                break;
            case 4:
                WeightTile<N4, TTaps>.Run(line, rows, columns, x, dy, total);
                break;
            default:
                WeightTile<N5, TTaps>.Run(line, rows, columns, x, dy, total);
                break;
        }
    }
}
