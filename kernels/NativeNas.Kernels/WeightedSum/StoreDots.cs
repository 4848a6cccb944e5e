using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.WeightedSum;

/// <summary>dp[at k] = the sum of dots[k]'s sixteen lanes, zero elsewhere; accumulating, added there and untouched elsewhere.</summary>
public readonly struct StoreDots(int count, Eight<int> at, Region dots, Region dp, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(dp.Length), new StoreDotsKernel<TView, TValue>(count, at, on.View(dots), on.View(dp), accumulate ? 1 : 0));
}

public readonly struct StoreDotsKernel<TView, TValue>(int count, Eight<int> at, TView dots, TView dp, int accumulate) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        for (int i = 0; i < TValue.Lanes; i++)
        {
            int cell = (column * 16) + lane + i;
            float sum = accumulate == 0 ? 0f : dp.Cell(cell);

            for (int k = 0; k < count; k++)
            {
                if (at[k] == cell)
                {
                    sum += LaneSum.Of<TView, TValue>(dots, k * 16);
                }
            }

            dp.Cell(cell) = sum;
        }
    }
}
