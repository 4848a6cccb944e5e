using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>Depthwise → pointwise of one image, both ways, on scratch that lies in a cache.</summary>
/// <param name="window">Which of the copies' windows.</param>
/// <param name="padded">The copies of what the depthwise convolution reads.</param>
internal readonly unsafe struct SeparableImage(PlaneGeometry g, WindowCopies copies, int window, float* padded)
{
    private int Pixels => g.OutHeight * g.OutWidth;

    private int Pitch => Pixels * 16;

    /// <summary>Floats of the gradient of a depthwise output with its surroundings.</summary>
    public static int Readers(PlaneGeometry g) => g.Blocks * new PhasedTaps(g.Window, 0, 0, g.Height, g.Width).Halo.BlockPitch;

    /// <param name="w">[blocks, taps, 16].</param>
    public void Depthwise(float* w, float* y)
    {
        for (int block = 0; block < g.Blocks; block++)
        {
            new PlaneFilter(g.Window, w + (block * g.Window.Taps * 16)).Forward(
                copies.HaloOf(window), copies.At(padded, window, block), g.OutHeight, g.OutWidth, y + ((nint)block * Pitch), g.OutWidth * 16);
        }
    }

    /// <param name="w">[blocks, C, 16].</param>
    public void Pointwise(float* w, float* x, float* y) => new PixelProducts(w, g.Channels, g.Blocks, Pitch, Pitch).Run(Pixels, x, y, accumulate: false);

    /// <param name="total">[blocks, blocks, 16, 16], added to.</param>
    public void PointwiseWeight(float* x, float* dy, float* total) => new PixelOuterProducts(g.Channels, g.Blocks, Pitch, Pitch).Run(Pixels, x, dy, total, fresh: false);

    /// <param name="w">Transposed.</param>
    /// <param name="between">The gradient of the depthwise output.</param>
    /// <param name="surrounded">The same with zeros around it: <see cref="Readers"/> floats.</param>
    public void PointwiseInput(float* w, float* dy, float* between, float* surrounded)
    {
        Pointwise(w, dy, between);
        Halo halo = Surrounded.Halo;

        for (int block = 0; block < g.Blocks; block++)
        {
            PaddedPlane.Fill(halo, between + ((nint)block * Pitch), g.OutHeight, g.OutWidth, default(Plain), surrounded + ((nint)block * halo.BlockPitch));
        }
    }

    /// <param name="surrounded">The gradient of the depthwise output with zeros around it.</param>
    /// <param name="dx">Added to, or written.</param>
    public void DepthwiseInput(float* w, float* surrounded, float* dx, bool accumulate)
    {
        PhasedTaps readers = Surrounded;

        for (int block = 0; block < g.Blocks; block++)
        {
            new PlaneFilter(g.Window, w + (block * g.Window.Taps * 16)).BackwardInput(
                readers, surrounded + ((nint)block * readers.Halo.BlockPitch), 0, g.Height, dx + ((nint)block * g.Height * g.Width * 16), g.Width * 16, accumulate);
        }
    }

    /// <param name="between">The gradient of the depthwise output.</param>
    /// <param name="total">[blocks, taps, 16], added to.</param>
    public void DepthwiseWeight(float* between, float* total)
    {
        for (int block = 0; block < g.Blocks; block++)
        {
            PlaneFilter.BackwardWeight(
                g.Window,
                copies.HaloOf(window),
                copies.At(padded, window, block),
                g.OutHeight,
                g.OutWidth,
                between + ((nint)block * Pitch),
                g.OutWidth * 16,
                total + (block * g.Window.Taps * 16));
        }
    }

    private PhasedTaps Surrounded => new(g.Window, 0, 0, g.Height, g.Width);
}
