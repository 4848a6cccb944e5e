using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The units of an edge's candidates over one shape of input.</summary>
public sealed class MixedPlan
{
    private const int MostImageFloats = 1 << 18;

    private readonly List<MixedUnit> units = [];

    public MixedPlan(ReadOnlySpan<Candidate> candidates, int images, int channels, int height, int width)
    {
        (Images, Channels, Height, Width) = (images, channels, height, width);
        Ends = new int[candidates.Length];
        (int Height, int Width)? output = null;

        for (int k = 0; k < candidates.Length; k++)
        {
            (int, int) size = Add(candidates[k], out Ends[k]);
            Require.That((output ??= size) == size, $"Candidates of an edge write one size; got {output} and {size} from [{images}, {channels}, {height}, {width}].");
        }

        (OutHeight, OutWidth) = output ?? (height, width);
        Weighted = units.Count(unit => unit.Weighted >= 0);
        Require.That(Ends.Count(end => end < 0) <= 1, $"An edge has one identity at most; got {Ends.Count(end => end < 0)}.");
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

    /// <summary>The last unit of each candidate; −1 for the identity.</summary>
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

    /// <summary>Norms of some candidates.</summary>
    public static int Norms(ReadOnlySpan<Candidate> candidates)
    {
        int norms = 0;

        foreach (Candidate candidate in candidates)
        {
            norms += candidate is Candidate.Identity ? 0 : candidate is Candidate.Separable { Second: not null } ? 2 : 1;
        }

        return norms;
    }

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
