using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>y = y + 1 + i mod 4093 for the floats of an extent, a block further on; run twice anywhere, it shows.</summary>
public readonly struct Numbering(Extent extent, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> => on.Launch(extent, new NumberingKernel<TView, TValue>(extent, on.View(y)));
}

public readonly struct NumberingKernel<TView, TValue>(Extent extent, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public void Invoke(int lane, int column, int row, int plane)
    {
        int first = (((((plane * extent.Rows) + row) * extent.Columns) + column) * 16) + lane;
        TValue number = TValue.Zero;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            number = TValue.WithLane(number, i, 1 + ((first + i) % 4093));
        }

        y[first + 16] = y[first + 16] + number;
    }
}
