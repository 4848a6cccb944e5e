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

    public SourceLine Line { get; private set; }

    public readonly ColumnRun* From(int length) => runs + ends[length - 1];

    public readonly ColumnRun* To(int length) => runs + ends[length];

    /// <param name="left">The column of the image that a source row begins with.</param>
    /// <param name="room">For as many runs as a row has taps.</param>
    public void Write(in TapAxis axis, int phase, int left, int width, ColumnRun* room)
    {
        runs = room;
        (int count, int lowest, int highest) = (0, width, 0);

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
                        (lowest, highest) = (Math.Min(lowest, source - left), Math.Max(highest, source - left + ((length - 1) * axis.Pitch)));
                        runs[count++] = new(source - left, tap);
                    }
                }
            }

            ends[length] = count;
        }

        Line = new(axis.Pitch * 16, width * 16, (axis.Backward ? -16 : 16) * axis.Classes, lowest * 16, highest * 16);
    }
}

/// <summary>A run's first tap, and the column of the source that the first target of a phase reads by it.</summary>
internal readonly record struct ColumnRun(int Column, int Tap);

/// <summary>What the runs of a row of targets share, in floats.</summary>
/// <param name="Pitch">From a source to the next.</param>
/// <param name="Bound">Of a source row.</param>
/// <param name="WeightStep">From a tap's weights to the next one's.</param>
/// <param name="Lowest">Least column that a first target reads.</param>
/// <param name="Highest">Greatest column that a first target reads.</param>
internal readonly record struct SourceLine(nint Pitch, nint Bound, nint WeightStep, nint Lowest, nint Highest);
