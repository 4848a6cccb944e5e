using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.WeightedSum;

/// <summary>dx_k = p[at k]·dy, all inputs of one reading of dy.</summary>
public readonly struct WeightedSumBackwardInputsKernel<TView, TValue>(int count, Eight<TView> dx, int wanted, int accumulate, Eight<int> at, TView p, TView dy) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int i = (column * 16) + lane;
        TValue d = dy[i];

        for (int k = 0; k < count; k++)
        {
            if ((wanted >> k & 1) != 0)
            {
                TView view = dx[k];
                TValue value = TValue.Of(p.Cell(at[k])) * d;
                view[i] = (accumulate >> k & 1) == 0 ? value : view[i] + value;
            }
        }
    }
}
