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

    /// <summary>Floats of an output gradient with its surroundings.</summary>
    public static int Readers(PlaneGeometry g) => new PhasedTaps(g.Window, 0, 0, g.Height, g.Width).Halo.BlockPitch;

    /// <param name="w">[blocks, taps, 16].</param>
    public void Depthwise(float* w, float* y)
    {
        for (int block = 0; block < g.Blocks; block++)
        {
            new PlaneFilter(g.Window, w + (block * g.Window.Taps * 16)).Forward(
                copies.HaloOf(window), copies.At(padded, window, block), g.OutHeight, g.OutWidth, y + ((nint)block * Pitch), g.OutWidth * 16);
        }
    }

    /// <param name="w">[blocks, C, 16], transposed for an input gradient.</param>
    public void Pointwise(float* w, float* x, float* y) => new PixelProducts(w, g.Channels, g.Blocks, Pitch, Pitch).Run(Pixels, x, y, accumulate: false);

    /// <param name="total">[blocks, blocks, 16, 16], added to.</param>
    public void PointwiseWeight(float* x, float* dy, float* total) => new PixelOuterProducts(g.Channels, g.Blocks, Pitch, Pitch).Run(Pixels, x, dy, total, fresh: false);

    /// <param name="surrounded">Scratch of <see cref="Readers"/> floats.</param>
    /// <param name="dx">Added to, or written.</param>
    public void DepthwiseInput(float* w, float* dy, float* surrounded, float* dx, bool accumulate)
    {
        PhasedTaps readers = new(g.Window, 0, 0, g.Height, g.Width);

        for (int block = 0; block < g.Blocks; block++)
        {
            PaddedPlane.Fill(readers.Halo, dy + ((nint)block * Pitch), g.OutHeight, g.OutWidth, 0f, default(Plain), surrounded);
            new PlaneFilter(g.Window, w + (block * g.Window.Taps * 16)).BackwardInput(
                readers, surrounded, 0, g.Height, dx + ((nint)block * g.Height * g.Width * 16), g.Width * 16, accumulate);
        }
    }

    /// <param name="total">[blocks, taps, 16], added to.</param>
    public void DepthwiseWeight(float* dy, float* total)
    {
        for (int block = 0; block < g.Blocks; block++)
        {
            PlaneFilter.BackwardWeight(
                g.Window, copies.HaloOf(window), copies.At(padded, window, block), g.OutHeight, g.OutWidth, dy + ((nint)block * Pitch), g.OutWidth * 16, total + (block * g.Window.Taps * 16));
        }
    }
}
