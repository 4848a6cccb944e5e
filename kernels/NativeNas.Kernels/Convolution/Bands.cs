using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// Pieces of a batch of images: rectangles (runs of rows, or of columns where one row is long), and, where these are few
/// or their blocks many, runs of blocks. The shape alone decides.
/// </summary>
internal readonly struct Bands
{
    private const int MostPieces = 128;
    private const int MostPixels = 512;

    /// <summary>Fourteen tiles of 9 × 3: what a group's weights are worth that come from the second-level cache.</summary>
    private const int FewestPixels = 126;

    /// <summary>Terms of sums whose weights lie further away and are worth twice as many pixels.</summary>
    private const int LongSum = 1024;

    /// <summary>Multiply-adds that are worth a piece: some microseconds.</summary>
    private const int LeastWork = 1 << 18;

    /// <summary>Blocks of a run, so that the weights that a run multiplies stay in the cache.</summary>
    private const int WidestRun = 32;

    private readonly int height, width;
    private readonly TileShape shape;

    private Bands(in Surface surface, int target)
    {
        (height, width, shape) = (surface.Height, surface.Width, new(surface.Blocks));
        Across = width > 2 * target ? (width + target - 1) / target : 1;
        Down = (height + Math.Max(1, target / width) - 1) / Math.Max(1, target / width);
        Rectangles = surface.Images * Down * Across;
        Splits = 1;
    }

    /// <param name="terms">Terms of one output's sum.</param>
    public static Bands Of(in Surface surface, int terms)
    {
        long pixels = (long)surface.Images * surface.Height * surface.Width;
        int pieces = (int)Math.Clamp(pixels * terms * surface.Blocks * 16 / LeastWork, 1, MostPieces);
        Bands whole = new(surface, (int)Math.Clamp(pixels / pieces, terms < LongSum ? FewestPixels : 2 * FewestPixels, MostPixels));
        int splits = Math.Max(pieces / 2 / whole.Rectangles, (surface.Blocks + WidestRun - 1) / WidestRun);
        return whole with { Splits = Math.Clamp(splits, 1, whole.shape.Groups) };
    }

    /// <summary>Rectangles of at most so many pixels, or one row, with all blocks.</summary>
    public static Bands Chunks(in Surface surface, int mostPixels) => new(surface, mostPixels);

    public int Down { get; }

    public int Across { get; }

    public int Rectangles { get; }

    /// <summary>Runs of blocks that each rectangle is cut into.</summary>
    public int Splits { get; private init; }

    public int Pieces => Rectangles * Splits;

    /// <summary>The rectangle of a piece.</summary>
    public Band this[int piece]
    {
        get
        {
            int rectangle = piece / Splits, image = rectangle / (Down * Across), down = rectangle / Across % Down, across = rectangle % Across;
            int top = Part(height, down, Down), left = Column(across);
            return new(image, top, left, Part(height, down + 1, Down) - top, Column(across + 1) - left);
        }
    }

    /// <summary>The run of blocks of a piece: whole groups of a tile's.</summary>
    public (int From, int To) Blocks(int piece)
    {
        int split = piece % Splits;
        return (shape.Group(Part(shape.Groups, split, Splits)).From, shape.Group(Part(shape.Groups, split + 1, Splits) - 1).To);
    }

    /// <summary>Where a run of columns starts: between two tiles of the row.</summary>
    private int Column(int across)
    {
        int rows = TileShape.Rows(shape.Widest), tiles = (width + rows - 1) / rows;
        return Part(width, Part(tiles, across, Across), tiles);
    }

    private static int Part(int whole, int part, int parts) => (int)((long)whole * part / parts);
}

/// <summary>A rectangle of one image.</summary>
internal readonly record struct Band(int Image, int Top, int Left, int Rows, int Columns)
{
    /// <summary>What outputs of the rectangle read.</summary>
    public Halo Inputs(Window window) => new(
        (Top * window.StrideHeight) - window.Top,
        (Left * window.StrideWidth) - window.Left,
        ((Rows - 1) * window.StrideHeight) + window.SpanHeight,
        ((Columns - 1) * window.StrideWidth) + window.SpanWidth,
        window.StrideWidth);
}
