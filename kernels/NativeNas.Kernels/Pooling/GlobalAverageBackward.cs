using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>dx[n,c,·] = dy[n,c]/area.</summary>
public readonly struct GlobalAverageBackward(int planes, int area, Region dy, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(area, 1, planes), new GlobalAverageBackwardKernel<TView, TValue>(area, 1f / area, on.View(dy), on.Sink(dx, accumulate)));
}

public readonly struct GlobalAverageBackwardKernel<TView, TValue>(int area, float share, TView dy, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane) =>
        dx.Put((((plane * area) + column) * 16) + lane, dy[(plane * 16) + lane] * TValue.Of(share));
}
