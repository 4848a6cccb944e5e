using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>y[h, w] = x[h + down, w + right], zero beyond the image; with both negated its gradient.</summary>
/// <param name="planes">Blocks of all images.</param>
public readonly struct ShiftPixels(int planes, int height, int width, int down, int right, Region x, Region y, bool accumulate = false) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(width, height, planes), new ShiftPixelsKernel<TView, TValue>(height, width, down, right, on.View(x), on.Sink(y, accumulate)));
}

public readonly struct ShiftPixelsKernel<TView, TValue>(int height, int width, int down, int right, TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int h = row + down, w = column + right;
        TValue value = TValue.Zero;

        if (((uint)h < (uint)height) & ((uint)w < (uint)width))
        {
            value = x[(((((plane * height) + h) * width) + w) * 16) + lane];
        }

        y.Put((((((plane * height) + row) * width) + column) * 16) + lane, value);
    }
}
