using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>What poolings give back to a position of x, from every output whose window holds it.</summary>
/// <param name="average">1 where there is a gradient of a mean, the share of each position; so largest of a maximum, whose winning taps winners holds.</param>
public readonly struct PoolReaders<TView, TValue>(PlaneGeometry pool, TView daverage, TView dlargest, TView winners, int average, int largest)
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private readonly TapReaders vertical = new(pool.Window.StrideHeight, pool.Window.DilationHeight, pool.Window.Top);
    private readonly TapReaders horizontal = new(pool.Window.StrideWidth, pool.Window.DilationWidth, pool.Window.Left);

    public bool Any => (average | largest) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Sum(int lane, int column, int row, int plane)
    {
        int top = vertical.First(row, out int below), left = horizontal.First(column, out int behind);
        TValue sum = TValue.Zero;

        for (int i = top; i < pool.Window.KernelHeight; i += vertical.TapStep)
        {
            int ox = behind;

            for (int j = left; j < pool.Window.KernelWidth; j += horizontal.TapStep)
            {
                if (((uint)below < (uint)pool.OutHeight) & ((uint)ox < (uint)pool.OutWidth))
                {
                    int at = (((((plane * pool.OutHeight) + below) * pool.OutWidth) + ox) * 16) + lane;
                    sum = average == 0 ? sum : sum + daverage[at];
                    sum = largest == 0 ? sum : sum + TValue.IfEqual(winners[at], TValue.Of((i * pool.Window.KernelWidth) + j), dlargest[at], TValue.Zero);
                }

                ox -= horizontal.OutputStep;
            }

            below -= vertical.OutputStep;
        }

        return sum;
    }
}
