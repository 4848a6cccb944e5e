using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>Rows are pixels of images in planes; terms are the channels of all taps one after the other.</summary>
/// <param name="terms">Channels · taps.</param>
public readonly struct PlaneRows<TView, TValue>(TView x, TapPixel walk, int pixels, Divisor channels, int terms, int area) : IRowSide
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Turn(int terms, int four) => four;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Float4 Fetch(int item, int width, int tile, int plane, int stage)
    {
        int fours = width / 4, k = (int)((uint)item / (uint)fours), pixel = (tile * width) + ((item - (k * fours)) * 4), term = (stage * 16) + k;
        int tap = channels.Quotient(term), channel = term - (tap * channels.Value);
        Float4 four = default;

        if (term < terms)
        {
            four.X = Cell(pixel, tap, channel);
            four.Y = Cell(pixel + 1, tap, channel);
            four.Z = Cell(pixel + 2, tap, channel);
            four.W = Cell(pixel + 3, tap, channel);
        }

        return four;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<TShared>(int item, int width, int pitch, int first, Float4 four, TShared shared)
        where TShared : struct, IShared
    {
        int fours = width / 4, k = (int)((uint)item / (uint)fours);
        shared.Four(item - (k * fours), first + (k * pitch)) = four;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Cell(int pixel, int tap, int channel)
    {
        float value = 0f;

        if (pixel < pixels)
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
