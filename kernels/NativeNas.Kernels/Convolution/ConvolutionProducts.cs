using NativeNas.Kernels.Staged.Products;

namespace NativeNas.Kernels.Convolution;

/// <summary>A convolution as matrix products over its pixels.</summary>
internal static class ConvolutionProducts
{
    extension(in ConvolutionGeometry g)
    {
        /// <summary>Whether groups of channels are whole blocks, or one.</summary>
        public bool IsProduct => g.Groups == 1 || (g.Planes == 0 && g.Inputs % 16 == 0 && g.Outputs % 16 == 0);

        /// <summary>Input blocks of a group.</summary>
        public int InputBlocks => (g.Inputs + 15) >> 4;

        public PixelGrid OutputPixels => new(g.Images, g.OutHeight, g.OutWidth);

        /// <summary>From outputs and taps to inputs.</summary>
        public TapPixel InputsOf(PixelGrid outputs) => outputs.Walk(
            Divisor.Of(g.Window.KernelWidth),
            new(g.Window.StrideHeight, g.Window.DilationHeight, -g.Window.Top, g.Height),
            new(g.Window.StrideWidth, g.Window.DilationWidth, -g.Window.Left, g.Width));
    }
}

/// <summary>Pixels of a batch, counted row after row and image after image.</summary>
internal readonly record struct PixelGrid(int Images, int Height, int Width)
{
    public int Count => Images * Height * Width;

    public SamePixel Same => new(Divisor.Of(Height * Width));

    /// <summary>From the pixels to themselves.</summary>
    public TapPixel Itself => Walk(Divisor.Of(1), new(1, 0, 0, Height), new(1, 0, 0, Width));

    public TapPixel Walk(Divisor taps, TapAxis down, TapAxis across) => new(Divisor.Of(Height * Width), Divisor.Of(Width), taps, down, across);
}

/// <summary>
/// Runs of pixels whose shares of dw are summed apart: enough to fill a large chip, long enough to be worth a share, and
/// all shares within 16 MB where one is.
/// </summary>
internal readonly struct PixelRuns
{
    private const int Groups = 512, TilePlaces = 64 * 64, Shortest = 256, MostFloats = 1 << 22;

    public PixelRuns(int pixels, int rows, int columns)
    {
        (Pixels, Rows) = (pixels, rows);
        int places = checked(rows * columns), tiles = (places + TilePlaces - 1) / TilePlaces;
        int count = Math.Max(1, Math.Min(Math.Min((Groups + tiles - 1) / tiles, pixels / Shortest), MostFloats / places));
        Length = ((pixels + count - 1) / count + 15) & ~15;
        Count = (pixels + Length - 1) / Length;
    }

    public int Pixels { get; }

    /// <summary>Rows of a share.</summary>
    public int Rows { get; }

    /// <summary>Pixels of a run, a multiple of 16.</summary>
    public int Length { get; }

    public int Count { get; }
}
