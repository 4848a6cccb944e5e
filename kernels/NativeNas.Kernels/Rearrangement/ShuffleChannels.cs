using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>y[n, j·groups + i] = x[n, i·C/groups + j]: ShuffleNet's shuffle (arXiv:1707.01083); with C/groups groups its inverse.</summary>
public readonly partial struct ShuffleChannels(int images, int channels, int area, int groups, Region x, Region y, bool accumulate = false) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4;
        on.Launch(
            new(area, blocks, images),
            new ShuffleChannelsKernel<TView, TValue>(channels, blocks, area, groups, on.View(x), on.Sink(y, accumulate)));
    }
}

public readonly struct ShuffleChannelsKernel<TView, TValue>(int channels, int blocks, int area, int groups, TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue value = TValue.Zero;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            int channel = (row * 16) + lane + i;

            if (channel < channels)
            {
                int source = (channel % groups * (channels / groups)) + (channel / groups);
                value = TValue.WithLane(value, i, x.Cell((((((plane * blocks) + (source / 16)) * area) + column) * 16) + (source & 15)));
            }
        }

        y.Put((((((plane * blocks) + row) * area) + column) * 16) + lane, value);
    }
}
