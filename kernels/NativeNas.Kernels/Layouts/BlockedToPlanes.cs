using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Layouts;

/// <summary>[N, ⌈C/16⌉, area, 16] → [N, C, area]; lanes beyond C are dropped.</summary>
public readonly struct BlockedToPlanes(int images, int channels, int area, Region x, Region y, bool accumulate = false) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4;
        on.Launch(new(area, blocks, images), new BlockedToPlanesKernel<TView, TValue>(channels, area, blocks, on.View(x), on.Sink(y, accumulate)));
    }
}

public readonly struct BlockedToPlanesKernel<TView, TValue>(int channels, int area, int blocks, TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue value = x[(((((plane * blocks) + row) * area) + column) * 16) + lane];

        for (int i = 0; i < TValue.Lanes; i++)
        {
            int channel = (row * 16) + lane + i;

            if (channel < channels)
            {
                y.PutCell((((plane * channels) + channel) * area) + column, TValue.Lane(value, i));
            }
        }
    }
}
