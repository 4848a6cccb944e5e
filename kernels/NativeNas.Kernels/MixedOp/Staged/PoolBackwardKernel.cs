using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>dx gathers what the poolings give to each position from every output whose window holds it, at any stride.</summary>
/// <param name="average">1 where there is a gradient of a mean, the share of each position; so largest of a maximum, whose winning taps winners holds.</param>
public readonly struct PoolBackwardKernel<TView, TValue>(
    PlaneGeometry pool, int average, TView daverage, int largest, TView dlargest, TView winners, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue sum = TValue.Zero;

        for (int i = 0; i < pool.Window.KernelHeight; i++)
        {
            int ty = row + pool.Window.Top - (i * pool.Window.DilationHeight), oy = ty / pool.Window.StrideHeight;

            if ((ty >= 0) & (oy * pool.Window.StrideHeight == ty) & (oy < pool.OutHeight))
            {
                for (int j = 0; j < pool.Window.KernelWidth; j++)
                {
                    int tx = column + pool.Window.Left - (j * pool.Window.DilationWidth), ox = tx / pool.Window.StrideWidth;

                    if ((tx >= 0) & (ox * pool.Window.StrideWidth == tx) & (ox < pool.OutWidth))
                    {
                        int at = (((((plane * pool.OutHeight) + oy) * pool.OutWidth) + ox) * 16) + lane;
                        TValue number = TValue.Of((i * pool.Window.KernelWidth) + j);
                        sum = average == 0 ? sum : sum + daverage[at];
                        sum = largest == 0 ? sum : sum + TValue.IfEqual(winners[at], number, dlargest[at], TValue.Zero);
                    }
                }
            }
        }

        dx.Put((((((plane * pool.Height) + row) * pool.Width) + column) * 16) + lane, sum);
    }
}
