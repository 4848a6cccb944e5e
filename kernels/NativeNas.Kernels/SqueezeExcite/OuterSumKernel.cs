using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// dw[a, b] = Σ_n p[n, a]·q[n, b], and behind its rows' ends dbias[a] = Σ_n p[n, a]: row is a, a cell of the row b.
/// </summary>
/// <param name="columns">b's of dw, row-major [a, b].</param>
/// <param name="wanted">1: dw, 2: dbias, 3: both.</param>
public readonly struct OuterSumKernel<TView, TValue>(
    int images, int columns, int pitchP, int pitchQ, int wanted, TView p, TView q, Sink<TView, TValue> dw, Sink<TView, TValue> dbias) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        for (int i = 0; i < TValue.Lanes; i++)
        {
            int b = (column * 16) + lane + i;
            float sum = 0f;

            if ((b < columns) & ((wanted & 1) != 0))
            {
                for (int n = 0; n < images; n++)
                {
                    sum += p.Cell((n * pitchP) + row) * q.Cell((n * pitchQ) + b);
                }

                dw.PutCell((row * columns) + b, sum);
            }
            else if ((b == columns) & ((wanted & 2) != 0))
            {
                for (int n = 0; n < images; n++)
                {
                    sum += p.Cell((n * pitchP) + row);
                }

                dbias.PutCell(row, sum);
            }
        }
    }
}
