using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// How the taps of one row fall into runs for the targets of one phase of columns, the shortest runs first. Every class
/// of taps is cut evenly, 7 = 3 + 2 + 2.
/// </summary>
internal unsafe struct PhaseRuns
{
    /// <summary>Taps of a run at most.</summary>
    public const int Longest = 3;

    private fixed int ends[Longest + 1];
    private ColumnRun* runs;

    /// <summary>Least and greatest column that a first target reads, in floats.</summary>
    public nint Lowest { get; private set; }

    public nint Highest { get; private set; }

    /// <summary>Floats from a source to the next.</summary>
    public nint Pitch { get; private set; }

    public readonly ColumnRun* From(int length) => runs + ends[length - 1];

    public readonly ColumnRun* To(int length) => runs + ends[length];

    /// <param name="x">The sources.</param>
    /// <param name="room">For as many runs as a row has taps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(in TapAxis axis, int phase, in Plane x, ColumnRun* room)
    {
        runs = room;
        (Lowest, Highest) = (nint.MaxValue, nint.MinValue);
        Pitch = axis.Pitch / x.Stride * 16;
        int count = ends[0] = 0;

        for (int length = 1; length <= Longest; length++)
        {
            for (int first = 0; first < Math.Min(axis.Classes, axis.Kernel); first++)
            {
                int taps = axis.Count(first), pieces = (taps + Longest - 1) / Longest;

                for (int piece = 0; piece < pieces && axis.Reads(phase, first, out _); piece++)
                {
                    int from = taps * piece / pieces, to = taps * (piece + 1) / pieces;

                    if (to - from == length)
                    {
                        int tap = axis.Tap(first, from);
                        _ = axis.Reads(phase, tap, out int source);
                        nint column = x.Column(source);
                        Lowest = nint.Min(Lowest, column);
                        Highest = nint.Max(Highest, column + ((length - 1) * Pitch));
                        runs[count++] = new(column, tap * 16);
                    }
                }
            }

            ends[length] = count;
        }
    }
}
