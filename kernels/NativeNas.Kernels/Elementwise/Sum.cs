using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = Σ x over up to eight inputs, from the first to the last; where it continues, the sum is added to y.</summary>
public readonly struct Sum(Eight<Region> x, int count, Region y, bool continues) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new SumKernel<TView, TValue>(on.Views(x), count, on.Sink(y, continues)));
}

public readonly struct SumKernel<TView, TValue>(Eight<TView> x, int count, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        TValue sum = x.A[at];
        sum = count > 1 ? sum + x.B[at] : sum;
        sum = count > 2 ? sum + x.C[at] : sum;
        sum = count > 3 ? sum + x.D[at] : sum;
        sum = count > 4 ? sum + x.E[at] : sum;
        sum = count > 5 ? sum + x.F[at] : sum;
        sum = count > 6 ? sum + x.G[at] : sum;
        sum = count > 7 ? sum + x.H[at] : sum;
        y.Put(at, sum);
    }
}
