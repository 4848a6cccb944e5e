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

    /// <summary>A segment a row of taps, where the taps of a row read neighbours; else a segment a tap.</summary>
    public static int Forward(Segment* taps, Window window, Halo halo)
    {
        if (!Neighbours(window))
        {
            return Each(taps, window, halo);
        }

        for (int row = 0; row < window.KernelHeight; row++)
        {
            taps[row] = new(row * window.DilationHeight * halo.RowPitch, row * window.KernelWidth * 16, window.KernelWidth);
        }

        return window.KernelHeight;
    }

    /// <summary>Segments by phase for <see cref="Mirrored"/>, and where each phase ends.</summary>
    public static void Backward(Segment* taps, int* ends, Window window, in PhasedTaps readers)
    {
        readers.Write(taps, ends, 1, readers.Halo.BlockPitch, readers.Halo.RowPitch);

        if (Neighbours(window) & window.StrideHeight == 1)
        {
            for (int row = 0; row < window.KernelHeight; row++)
            {
                Segment last = taps[((row + 1) * window.KernelWidth) - 1];
                taps[row] = last with { Count = window.KernelWidth };
            }

            *ends = window.KernelHeight;
        }
    }

    private static bool Neighbours(Window window) => window is { StrideWidth: 1, DilationWidth: 1 };
}
