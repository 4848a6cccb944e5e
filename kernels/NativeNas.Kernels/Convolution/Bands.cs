using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// Rectangles of a batch of images that are worked on by themselves: runs of rows, or of columns where one row is
/// long; and, where these are few, runs of blocks. The shape alone decides.
/// </summary>
internal readonly struct Bands
{
    private const int Pieces = 16;
    private const int FewestPixels = 32;

    private readonly int height, width, blocks;

    public Bands(in Surface surface, int mostPixels)
    {
        (height, width, blocks) = (surface.Height, surface.Width, surface.Blocks);
        long all = (long)surface.Images * height * width;
        int target = (int)Math.Clamp(all / Pieces, FewestPixels, mostPixels);
        Across = width > 2 * target ? (width + target - 1) / target : 1;
        Down = (height + Math.Max(1, target / width) - 1) / Math.Max(1, target / width);
        Rectangles = surface.Images * Down * Across;
        Splits = Math.Clamp(Pieces / 2 / Rectangles, 1, blocks);
    }

    public int Down { get; }

    public int Across { get; }

    public int Rectangles { get; }

    public int Splits { get; }

    public Band this[int rectangle]
    {
        get
        {
            int image = rectangle / (Down * Across), down = rectangle / Across % Down, across = rectangle % Across;
            int top = Part(height, down, Down), left = Part(width, across, Across);
            return new(image, top, left, Part(height, down + 1, Down) - top, Part(width, across + 1, Across) - left);
        }
    }

    /// <summary>Blocks of the run that a split owns.</summary>
    public (int From, int To) Blocks(int split) => (blocks * split / Splits, blocks * (split + 1) / Splits);

    private static int Part(int whole, int part, int parts) => (int)((long)whole * part / parts);
}

/// <summary>A rectangle of one image.</summary>
internal readonly record struct Band(int Image, int Top, int Left, int Rows, int Columns);
