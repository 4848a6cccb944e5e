using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.WeightedSum;

/// <summary>y = Σ p[at k]·x_k over up to eight inputs, in their order; where it continues, y is the sum so far.</summary>
/// <param name="at">Where each input's weight lies in p.</param>
public readonly struct WeightedSumForward(Eight<Region> x, int count, Eight<int> at, Region p, Region y, bool continues) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            Extent.Flat(y.Length),
            new WeightedSumForwardKernel<TView, TValue>(on.Views(x), count, at, on.View(p), on.View(y), continues ? 1 : 0));
}

public readonly struct WeightedSumForwardKernel<TView, TValue>(Eight<TView> x, int count, Eight<int> at, TView p, TView y, int continues) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int i = (column * 16) + lane;
        TValue sum = continues == 0 ? TValue.Zero : y[i];
        sum = TValue.MultiplyAdd(TValue.Of(p.Cell(at.A)), x.A[i], sum);
        sum = count > 1 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.B)), x.B[i], sum) : sum;
        sum = count > 2 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.C)), x.C[i], sum) : sum;
        sum = count > 3 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.D)), x.D[i], sum) : sum;
        sum = count > 4 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.E)), x.E[i], sum) : sum;
        sum = count > 5 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.F)), x.F[i], sum) : sum;
        sum = count > 6 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.G)), x.G[i], sum) : sum;
        sum = count > 7 ? TValue.MultiplyAdd(TValue.Of(p.Cell(at.H)), x.H[i], sum) : sum;
        y[i] = sum;
    }
}
