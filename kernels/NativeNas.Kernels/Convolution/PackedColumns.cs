using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>Columns are the lanes of packed weights [blocks, taps, depth, 16]; a stage's terms are sixteen of one tap's depth.</summary>
/// <param name="run">Stages a tap.</param>
/// <param name="first">The first block.</param>
/// <param name="blocks">Blocks of columns.</param>
public readonly struct PackedColumns<TView, TValue>(TView w, PackedTaps taps, Divisor run, int depth, int first, int blocks) : IColumnSide
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Float4 Fetch(int item, int width, int tile, int plane, int stage)
    {
        int fours = width / 4, k = (int)((uint)item / (uint)fours), four = item - (k * fours), block = (tile * (width / 16)) + (four >> 2);
        int tap = run.Quotient(stage), term = ((stage - (tap * run.Value)) * 16) + k;
        Float4 value = default;

        if ((block < blocks) & (term < depth))
        {
            value = w.Four((((((((first + block) * taps.Count) + taps.At(tap)) * depth) + term) * 4) + (four & 3)) * 4);
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<TShared>(int item, int width, int pitch, int first, Float4 four, TShared shared)
        where TShared : struct, IShared
    {
        int fours = width / 4, k = (int)((uint)item / (uint)fours);
        shared.Four(item - (k * fours), first + (k * pitch)) = four;
    }
}

/// <summary>Every so many of the taps that are packed: those that reach one phase of a strided convolution's inputs.</summary>
/// <param name="Count">Taps that are packed.</param>
/// <param name="Row">Taps a row of those that are walked.</param>
public readonly record struct PackedTaps(int Count, Divisor Row, int Down, int Across, int First)
{
    /// <summary>The terms of all taps are one tap's.</summary>
    public static PackedTaps One => new(1, Divisor.Of(1), 1, 1, 0);

    public static PackedTaps All(Window window) => new(window.Taps, Divisor.Of(window.KernelWidth), window.KernelWidth, 1, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int tap)
    {
        int i = Row.Quotient(tap);
        return First + (i * Down) + ((tap - (i * Row.Value)) * Across);
    }
}
