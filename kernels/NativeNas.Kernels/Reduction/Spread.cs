using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>dx = scale·dy[0] in every channel of [images, blocks, area, 16], zero beyond.</summary>
public readonly struct Spread(float scale, int images, int channels, int area, Region dy, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4;
        on.Launch(new(area, blocks, images), new SpreadKernel<TView, TValue>(scale, channels, area, blocks, on.View(dy), on.Sink(dx, accumulate)));
    }
}

public readonly struct SpreadKernel<TView, TValue>(float scale, int channels, int area, int blocks, TView dy, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane) =>
        dx.Put((((((plane * blocks) + row) * area) + column) * 16) + lane, TValue.Keep(TValue.Of(scale * dy.Cell(0)), lane, channels - (row * 16)));
}
