using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>Rows are the channels of one tap after the other, in blocks; terms are pixels, a plane of tiles a run of them.</summary>
/// <param name="length">Pixels of a run, a multiple of 16.</param>
/// <param name="run">Blocks a tap.</param>
/// <param name="rows">Blocks · taps.</param>
/// <param name="first">The first block.</param>
/// <param name="blocks">Blocks of an image.</param>
public readonly struct PixelTerms<TView, TValue, TWalk>(
    TView x, TWalk walk, int pixels, int length, Divisor run, int rows, int first, int blocks, int area) : IRowSide, IColumnSide
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TWalk : struct, IWalk
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Turn(int terms, int four) => four;

    /// <summary>Neighbouring items are a block's fours, then its pixels, which lie together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Float4 Fetch(int item, int width, int tile, int plane, int stage)
    {
        int row = (tile * (width / 16)) + (item >> 6), pixel = (plane * length) + (stage * 16) + ((item >> 2) & 15);
        int tap = run.Quotient(row), block = first + row - (tap * run.Value);
        Float4 four = default;

        if ((row < rows) & (pixel < pixels))
        {
            int at = walk.At(pixel, tap, blocks);

            if (at >= 0)
            {
                four = x.Four(((at + (block * area)) * 16) + ((item & 3) * 4));
            }
        }

        return four;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<TShared>(int item, int width, int pitch, int first, Float4 four, TShared shared)
        where TShared : struct, IShared =>
        shared.Four(((item >> 6) * 4) + (item & 3), first + (((item >> 2) & 15) * pitch)) = four;
}
