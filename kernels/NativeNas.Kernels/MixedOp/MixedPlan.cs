using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// The units of the candidates of some edges over one input. All edges have the same candidates, each its own weights;
/// a pooling has none, so that the first edge's serves all.
/// </summary>
public sealed class MixedPlan
{
    private const int MostImageFloats = 1 << 18;

    private readonly List<MixedUnit> units = [];
    private readonly int[][] endsAt;

    public MixedPlan(ReadOnlySpan<Candidate> candidates, int images, int channels, int height, int width, int edges = 1)
    {
        Require.That(edges > 0, $"A mixed operation has an edge at least; got {edges}.");
        (Images, Channels, Height, Width) = (images, channels, height, width);
        (Edges, Candidates) = (edges, candidates.Length);
        Ends = new int[edges * candidates.Length];
        (int Height, int Width)? output = null;

        for (int i = 0; i < Ends.Length; i++)
        {
            Candidate candidate = candidates[i % Candidates];

            if (i >= Candidates && IsShared(candidate))
            {
                Ends[i] = Ends[i % Candidates];
                continue;
            }

            (int, int) size = Add(candidate, out Ends[i]);
            Require.That((output ??= size) == size, $"Candidates of an edge write one size; got {output} and {size} from [{images}, {channels}, {height}, {width}].");
        }

        (OutHeight, OutWidth) = output ?? (height, width);
        Weighted = units.Count(unit => unit.Weighted >= 0);
        endsAt = [.. Enumerable.Range(-1, units.Count + 1).Select(unit => Enumerable.Range(0, Ends.Length).Where(i => Ends[i] == unit).ToArray())];
        Require.That(Ends.Count(end => end < 0) <= edges, $"An edge has one identity at most; got {Ends.Count(end => end < 0) / edges}.");
    }

    public int Images { get; }

    public int Channels { get; }

    public int Blocks => (Channels + 15) >> 4;

    public int Height { get; }

    public int Width { get; }

    public int OutHeight { get; }

    public int OutWidth { get; }

    /// <summary>Floats of one image of the input.</summary>
    public int InputFloats => Blocks * Height * Width * 16;

    /// <summary>Floats of one image of the output.</summary>
    public int OutputFloats => Blocks * OutHeight * OutWidth * 16;

    /// <summary>Every unit behind what it reads.</summary>
    public IReadOnlyList<MixedUnit> Units => units;

    public int Edges { get; }

    /// <summary>Candidates of each edge.</summary>
    public int Candidates { get; }

    /// <summary>The last unit of each candidate, edge after edge; −1 for the identity.</summary>
    public int[] Ends { get; }

    /// <summary>Units with weights.</summary>
    public int Weighted { get; }

    /// <summary>
    /// Whether forms that take an image at a time cover it: the image fits a second-level cache, no window lies in its
    /// padding alone, poolings are not dilated, and units that read the same do so at one stride.
    /// </summary>
    internal bool FitsImages =>
        Math.Max(InputFloats, OutputFloats) <= MostImageFloats
        && units.All(unit => Meets(unit.Geometry.Window) && (unit.Weighted >= 0 || unit.Geometry.Window is { DilationHeight: 1, DilationWidth: 1 }))
        && units.Where(unit => unit.Kind == UnitKind.Separable).GroupBy(unit => unit.Source).All(group => group.Select(unit => (unit.Geometry.Window.StrideHeight, unit.Geometry.Window.StrideWidth)).Distinct().Count() == 1);

    /// <summary>Channels of a reduction's first convolution.</summary>
    public int FirstHalf => Channels / 2;

    /// <summary>The unit of every norm of each edge, in the order of its candidates.</summary>
    public static int[][] Norms(ReadOnlySpan<Candidate> candidates, int edges)
    {
        int[][] norms = new int[edges][];
        int units = 0;

        for (int edge = 0; edge < edges; edge++)
        {
            List<int> own = [];

            foreach (Candidate candidate in candidates)
            {
                int count = candidate is Candidate.Identity ? 0 : candidate is Candidate.Separable { Second: not null } ? 2 : 1;

                for (int i = 0; i < count; i++)
                {
                    own.Add(edge > 0 && IsShared(candidate) ? norms[0][own.Count] : units++);
                }
            }

            norms[edge] = [.. own];
        }

        return norms;
    }

    /// <summary>The edge that an end is of.</summary>
    public int EdgeOf(int end) => end / Candidates;

    /// <summary>The ends at which a unit stands, one an edge where it is a pooling; −1 for the identities.</summary>
    internal int[] EndsAt(int unit) => endsAt[unit + 1];

    private static bool IsShared(Candidate candidate) => candidate is Candidate.MaxPool or Candidate.AveragePool;

    private (int Height, int Width) Add(Candidate candidate, out int end)
    {
        switch (candidate)
        {
            case Candidate.MaxPool pool:
                return Add(UnitKind.MaxPool, pool.Window, -1, out end);
            case Candidate.AveragePool pool:
                return Add(UnitKind.AveragePool, pool.Window, -1, out end);
            case Candidate.FactorizedReduction:
                Require.That(Channels > 1, $"A factorized reduction has at least 2 channels; got {Channels}.");
                return Add(UnitKind.Reduction, Window.Padded(1, 2, 1, 0), -1, out end);
            case Candidate.Separable separable:
                (int, int) size = Add(UnitKind.Separable, separable.First, -1, out end);
                Require.That(
                    separable.Second is not { } keeping || (keeping.OutHeight(size.Item1), keeping.OutWidth(size.Item2)) == size,
                    $"The second half of a separable candidate keeps the size that the first makes; {separable.Second} changes {size.Item1}×{size.Item2}.");
                return separable.Second is { } second ? Add(UnitKind.Separable, second, end, out end) : size;
            default:
                end = -1;
                return (Height, Width);
        }
    }

    private static bool Meets(Window w) =>
        !w.Ceiling && Math.Max(w.Top, w.Bottom) < w.SpanHeight && Math.Max(w.Left, w.Right) < w.SpanWidth;

    private (int Height, int Width) Add(UnitKind kind, Window window, int source, out int end)
    {
        window.Check();
        (int height, int width, int stage) = source < 0 ? (Height, Width, 0) : (units[source].Geometry.OutHeight, units[source].Geometry.OutWidth, units[source].Stage + 1);
        int weighted = kind is UnitKind.Separable or UnitKind.Reduction ? units.Count(unit => unit.Weighted >= 0) : -1;
        PlaneGeometry g = PlaneGeometry.Of(Images, Channels, height, width, window);
        end = units.Count;
        units.Add(new(kind, g, source, stage, weighted));
        return (g.OutHeight, g.OutWidth);
    }
}
