using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>y[pixel, column] = sum + bias[column], y channel-blocked.</summary>
/// <param name="walk">From rows to y's pixels.</param>
/// <param name="first">The first block of y.</param>
/// <param name="run">Blocks that columns fill.</param>
/// <param name="blocks">Blocks of an image.</param>
public readonly struct PixelOutlet<TView, TValue>(
    Sink<TView, TValue> y, int hasBias, TView bias, TapPixel walk, int pixels, int first, int run, int blocks, int area) : IOutlet
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int row, int column, int plane, in Sums sums)
    {
        int block = first + (column >> 4), lane = column & 15;

        if (block < first + run)
        {
            Float4 start = default;

            if (hasBias != 0)
            {
                start = bias.Four((block * 16) + lane);
            }

            Row(row, block, lane, start, sums.A0, sums.A1, sums.A2, sums.A3);
            Row(row + 1, block, lane, start, sums.B0, sums.B1, sums.B2, sums.B3);
            Row(row + 2, block, lane, start, sums.C0, sums.C1, sums.C2, sums.C3);
            Row(row + 3, block, lane, start, sums.D0, sums.D1, sums.D2, sums.D3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Row(int pixel, int block, int lane, Float4 start, float a, float b, float c, float d)
    {
        if (pixel < pixels)
        {
            Float4 four = default;
            four.X = start.X + a;
            four.Y = start.Y + b;
            four.Z = start.Z + c;
            four.W = start.W + d;
            y.PutFour(((walk.At(pixel, 0, blocks) + (block * area)) * 16) + lane, four);
        }
    }
}
