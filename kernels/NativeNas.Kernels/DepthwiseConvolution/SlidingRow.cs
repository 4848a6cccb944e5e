using System.Runtime.CompilerServices;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>The targets of a row that belong to one phase, cut evenly into tiles: 49 = 13 + 12 + 12 + 12. Pitches are in floats.</summary>
/// <param name="Pitch">From a source to the next.</param>
/// <param name="Bound">Of a source row.</param>
/// <param name="WeightStep">From a tap's weights to the next one's.</param>
/// <param name="Step">From a target to the next.</param>
internal readonly unsafe record struct SlidingRow(int Targets, nint Pitch, nint Bound, nint WeightStep, nint Step)
{
    private const int Widest = 16;

    private readonly int tiles = (Targets + Widest - 1) / Widest;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(TapRow* rows, TapRow* end, in PhaseRuns runs, float* y, bool accumulate)
    {
        (int narrow, int wider) = Math.DivRem(Targets, Math.Max(tiles, 1));

        for (int i = 0, from = 0; i < tiles; i++)
        {
            int count = i < wider ? narrow + 1 : narrow;
            nint first = from * Pitch;

            if (runs.Lowest + first >= 0 & runs.Highest + first + ((count - 1) * Pitch) < Bound)
            {
                Tile<N0>(count, rows, end, runs, first, y + (from * Step), accumulate);
            }
            else
            {
                Tile<N1>(count, rows, end, runs, first, y + (from * Step), accumulate);
            }

            from += count;
        }
    }

    /// <summary>The runs by their length; the sums rest in y between lengths. Without any, y still gets its zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile<TEdge>(int count, TapRow* rows, TapRow* end, in PhaseRuns runs, nint first, float* y, bool accumulate)
        where TEdge : struct, ISize
    {
        if (runs.From(2) > runs.From(1))
        {
            Tile<N1, TEdge>(count, rows, end, runs.From(1), runs.To(1), first, y, accumulate);
            accumulate = true;
        }

        if (runs.From(3) > runs.From(2))
        {
            Tile<N2, TEdge>(count, rows, end, runs.From(2), runs.To(2), first, y, accumulate);
            accumulate = true;
        }

        if (runs.To(3) > runs.From(3) | !accumulate)
        {
            Tile<N3, TEdge>(count, rows, end, runs.From(3), runs.To(3), first, y, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile<TTaps, TEdge>(int count, TapRow* rows, TapRow* end, ColumnRun* from, ColumnRun* to, nint first, float* y, bool accumulate)
        where TTaps : struct, ISize
        where TEdge : struct, ISize
    {
        switch (count)
        {
            case 1:
                SlidingTile<N1, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 2:
                SlidingTile<N2, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 3:
                SlidingTile<N3, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 4:
                SlidingTile<N4, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 5:
                SlidingTile<N5, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 6:
                SlidingTile<N6, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 7:
                SlidingTile<N7, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 8:
                SlidingTile<N8, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 9:
                SlidingTile<N9, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 10:
                SlidingTile<N10, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 11:
                SlidingTile<N11, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 12:
                SlidingTile<N12, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 13:
                SlidingTile<N13, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 14:
                SlidingTile<N14, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            case 15:
                SlidingTile<N15, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
            default:
                SlidingTile<N16, TTaps, TEdge>.Run(rows, end, from, to, first, this, y, accumulate);
                break;
        }
    }
}
