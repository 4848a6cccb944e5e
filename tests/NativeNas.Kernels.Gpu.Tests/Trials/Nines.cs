using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>y[item, lane] = nine copies of 1 + item, each item and lane one place of a view.</summary>
public readonly struct Nines(int items, Region y) : IOperation
{
    /// <summary>Of 16 floats that the items take.</summary>
    public static int Blocks(int items) => items * 9;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> => on.Launch(new(items, 1, 1), new NinesKernel<TView, TValue>(on.View(y)));
}

public readonly struct NinesKernel<TView, TValue>(TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public void Invoke(int lane, int column, int row, int plane)
    {
        Nine<TValue> item;
        item.A = item.B = item.C = item.D = item.E = item.F = item.G = item.H = item.I = TValue.Of(1 + column);
        y.At<Nine<TValue>>((column * (16 / TValue.Lanes)) + (lane / TValue.Lanes)) = item;
    }
}

public struct Nine<TValue>
{
    public TValue A, B, C, D, E, F, G, H, I;
}
