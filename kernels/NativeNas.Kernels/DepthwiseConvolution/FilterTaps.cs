using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>The taps of a filter as segments.</summary>
internal static unsafe class FilterTaps
{
    /// <summary>A segment a tap.</summary>
    public static int Each(Segment* taps, Window window, Halo halo)
    {
        for (int tap = 0; tap < window.Taps; tap++)
        {
            int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
            taps[tap] = new((row * halo.RowPitch) + halo.Column(column), tap * 16, 1);
        }

        return window.Taps;
    }
}
