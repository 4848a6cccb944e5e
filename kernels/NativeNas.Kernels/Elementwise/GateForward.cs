using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>
/// y = x where a gate f was open when it gave the recorded value, else the recorded value: f without its kinks.
/// Lanes beyond C stay zero because a gate is shut there.
/// </summary>
public readonly struct GateForward<TFunction>(TFunction f, Region recorded, Region x, Region y) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new GateForwardKernel<TView, TValue, TFunction>(f, on.View(recorded), on.View(x), on.View(y)));
}

public readonly struct GateForwardKernel<TView, TValue, TFunction>(TFunction f, TView recorded, TView x, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TFunction : struct, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        TValue held = recorded[at];
        y[at] = TValue.IfEqual(f.Backward(held, TValue.Of(1f)), TValue.Zero, held, x[at]);
    }
}
