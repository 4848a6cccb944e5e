using System.Runtime.CompilerServices;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>The targets of one row and phase, cut evenly into tiles: 49 = 13 + 12 + 12 + 12.</summary>
/// <param name="ends">Where the runs of one tap end, of two, and of three.</param>
internal readonly unsafe struct SlidingRow(TapRun* runs, TapRun** ends, SourceLine line)
{
    private const int Widest = 16;

    /// <param name="step">Floats from a target to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int targets, float* y, nint step, bool accumulate)
    {
        int tiles = (targets + Widest - 1) / Widest;

        for (int i = 0, from = 0; i < tiles; i++)
        {
            int to = targets * (i + 1) / tiles;
            nint first = from * line.Pitch;

            if (line.Lowest + first >= 0 & line.Highest + ((to - 1) * line.Pitch) < line.Bound)
            {
                Tile<N0>(to - from, first, y + (from * step), step, accumulate);
            }
            else
            {
                Tile<N1>(to - from, first, y + (from * step), step, accumulate);
            }

            from = to;
        }
    }

    /// <summary>The runs by their length; the sums rest in y between lengths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile<TEdge>(int count, nint first, float* y, nint step, bool accumulate)
        where TEdge : struct, ISize
    {
        if (ends[2] > ends[1] | ends[2] == runs)
        {
            Tile<N3, TEdge>(count, ends[1], ends[2], first, y, step, accumulate);
            accumulate = true;
        }

        if (ends[1] > ends[0])
        {
            Tile<N2, TEdge>(count, ends[0], ends[1], first, y, step, accumulate);
            accumulate = true;
        }

        if (ends[0] > runs)
        {
            Tile<N1, TEdge>(count, runs, ends[0], first, y, step, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile<TTaps, TEdge>(int count, TapRun* from, TapRun* to, nint first, float* y, nint step, bool accumulate)
        where TTaps : struct, ISize
        where TEdge : struct, ISize
    {
        switch (count)
        {
            case 1:
                SlidingTile<N1, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 2:
                SlidingTile<N2, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 3:
                SlidingTile<N3, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 4:
                SlidingTile<N4, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 5:
                SlidingTile<N5, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 6:
                SlidingTile<N6, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 7:
                SlidingTile<N7, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 8:
                SlidingTile<N8, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 9:
                SlidingTile<N9, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 10:
                SlidingTile<N10, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 11:
                SlidingTile<N11, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 12:
                SlidingTile<N12, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 13:
                SlidingTile<N13, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 14:
                SlidingTile<N14, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            case 15:
                SlidingTile<N15, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
            default:
                SlidingTile<N16, TTaps, TEdge>.Run(from, to, first, line, y, step, accumulate);
                break;
        }
    }
}
