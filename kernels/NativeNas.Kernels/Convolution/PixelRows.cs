using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>Rows are pixels of channel-blocked images; a stage's terms are one block of them at one tap.</summary>
/// <param name="run">Blocks that a tap reads.</param>
/// <param name="first">The first of them.</param>
/// <param name="blocks">Blocks of an image.</param>
/// <param name="area">Pixels of a block.</param>
public readonly struct PixelRows<TView, TValue, TWalk>(TView x, TWalk walk, int pixels, Divisor run, int first, int blocks, int area) : IRowSide
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TWalk : struct, IWalk
{
    /// <summary>Each four of terms has its pairs elsewhere, so that a warp that puts them meets no bank twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Turn(int terms, int four) => four ^ (terms << 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Float4 Fetch(int item, int width, int tile, int plane, int stage)
    {
        int pixel = (tile * width) + (item >> 2), tap = run.Quotient(stage), block = first + stage - (tap * run.Value);
        Float4 four = default;

        if (pixel < pixels)
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
        where TShared : struct, IShared
    {
        int row = item >> 2, terms = item & 3, at = ((first + (terms * 4 * pitch) + Turn(terms, row >> 2)) * 4) + (row & 3);
        shared[at] = four.X;
        shared[at + (4 * pitch)] = four.Y;
        shared[at + (8 * pitch)] = four.Z;
        shared[at + (12 * pitch)] = four.W;
    }
}
