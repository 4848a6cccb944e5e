using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = value in every float.</summary>
public readonly struct Fill(Region y, float value) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new FillKernel<TView, TValue>(on.Sink(y), value));
}

public readonly struct FillKernel<TView, TValue>(Sink<TView, TValue> y, float value) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane) => y.Put((column * 16) + lane, TValue.Of(value));
}
