using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>
/// dL/dv_k = p_k·γ·inverse·(dy − Σdy/n − v̂·Σdy·v̂/n) of all candidates of an edge in one reading of dy, p_k·dy of the
/// identity; of a mean over positions, of each; and the winning taps of a maximum.
/// </summary>
/// <param name="positions">One over those that a mean is over.</param>
/// <param name="share">1/n.</param>
/// <param name="sums">As <see cref="EndSums{TView, TValue}"/> writes them.</param>
public readonly struct EndGradients<TView, TValue>(
    PlaneGeometry pool, AverageShare positions, float share, int count, Eight<MixedPart<TView>> parts, TView p, TView dy, TView sums, TView winners) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((((plane * pool.OutHeight) + row) * pool.OutWidth) + column) * 16) + lane, channel = (plane % pool.Blocks * 16) + lane;
        TValue t = dy[at], n = TValue.Of(share);
        TValue centred = TValue.MultiplyAdd(-n, sums[(8 * pool.Blocks * 16) + channel], t);

        for (int k = 0; k < count; k++)
        {
            MixedPart<TView> part = parts[k];
            TView gradient = part.Gradient;
            TValue g = t;

            if (part.Kind != PartKind.Identity)
            {
                TValue rate = part.Inverse[channel], v = PartValue.Of<TView, TValue>(pool, part.Kind, part.X, lane, plane, row, column, out TValue tap);
                TValue along = (v - part.Mean[channel]) * (rate * sums[(part.Place * pool.Blocks * 16) + channel] * n);
                g = part.Gamma[channel] * rate * (centred - along);

                if (part.Kind == PartKind.MaxPool)
                {
                    winners[at] = tap;
                }
                else if (part.Kind == PartKind.AveragePool)
                {
                    g *= TValue.Of(positions.Of(row, column));
                }
            }

            g *= TValue.Of(p.Cell(part.Weight));
            gradient[at] = part.Adds == 0 ? g : gradient[at] + g;
        }
    }
}
