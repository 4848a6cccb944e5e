using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>The sum of the sixteen floats of a block in a fixed tree: halves, quarters, eighths, pairs.</summary>
public static class LaneSum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of<TView, TValue>(TView x, int at)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        float a = Quarter<TView, TValue>(x, at), b = Quarter<TView, TValue>(x, at + 1);
        float c = Quarter<TView, TValue>(x, at + 2), d = Quarter<TView, TValue>(x, at + 3);
        return (a + c) + (b + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Quarter<TView, TValue>(TView x, int at)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        (x.Cell(at) + x.Cell(at + 8)) + (x.Cell(at + 4) + x.Cell(at + 12));
}
