using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>Rows are the channels of one tap after the other of images in planes; terms are pixels, a plane of tiles a run of them.</summary>
/// <param name="length">Pixels of a run, a multiple of 16.</param>
/// <param name="rows">Channels · taps.</param>
public readonly struct PlaneTerms<TView, TValue>(TView x, TapPixel walk, int pixels, int length, Divisor channels, int rows, int area) : IRowSide
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Turn(int terms, int four) => four;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Float4 Fetch(int item, int width, int tile, int plane, int stage)
    {
        int row = (tile * width) + ((item >> 4) * 4), pixel = (plane * length) + (stage * 16) + (item & 15);
        Float4 four = default;

        if (pixel < pixels)
        {
            four.X = Cell(row, pixel);
            four.Y = Cell(row + 1, pixel);
            four.Z = Cell(row + 2, pixel);
            four.W = Cell(row + 3, pixel);
        }

        return four;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<TShared>(int item, int width, int pitch, int first, Float4 four, TShared shared)
        where TShared : struct, IShared => shared.Four(item >> 4, first + ((item & 15) * pitch)) = four;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Cell(int row, int pixel)
    {
        int tap = channels.Quotient(row), channel = row - (tap * channels.Value);
        float value = 0f;

        if (row < rows)
        {
            int at = walk.At(pixel, tap, channels.Value);

            if (at >= 0)
            {
                value = x.Cell(at + (channel * area));
            }
        }

        return value;
    }
}
