using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged.Products;

namespace NativeNas.Kernels.Convolution;

/// <summary>From the pixels of one side, counted through the batch, to those that a tap of them meets on another side.</summary>
public interface IWalk
{
    /// <param name="blocks">Planes that an image of the other side has.</param>
    /// <returns>Where the pixel lies in the first plane of its image, planes counted through the batch; −1 in the padding.</returns>
    int At(int pixel, int tap, int blocks);
}

/// <summary>The pixel at the same place.</summary>
public readonly struct SamePixel(Divisor area) : IWalk
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int pixel, int tap, int blocks) => pixel + (area.Quotient(pixel) * (blocks - 1) * area.Value);
}

/// <summary>The pixel at a·stride + tap·step + offset along each axis.</summary>
/// <param name="area">Pixels of an image of the side that walks.</param>
/// <param name="width">Its pixels a row.</param>
/// <param name="taps">Taps a row.</param>
public readonly struct TapPixel(Divisor area, Divisor width, Divisor taps, TapAxis down, TapAxis across) : IWalk
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int pixel, int tap, int blocks)
    {
        int image = area.Quotient(pixel), rest = pixel - (image * area.Value);
        int row = width.Quotient(rest), column = rest - (row * width.Value), i = taps.Quotient(tap), j = tap - (i * taps.Value);
        int y = down.At(row, i), x = across.At(column, j);
        bool inside = ((uint)y < (uint)down.Length) & ((uint)x < (uint)across.Length);
        return inside ? (((image * blocks * down.Length) + y) * across.Length) + x : -1;
    }
}

/// <param name="Length">Pixels of the other side along the axis.</param>
public readonly record struct TapAxis(int Stride, int Step, int Offset, int Length)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int place, int tap) => (place * Stride) + (tap * Step) + Offset;
}
