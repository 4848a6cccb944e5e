using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>y = Σ_k p_k·norm_k(v_k) over the candidates of an edge, read as they lie before their norms; where it continues, added to y.</summary>
public readonly struct BlendKernel<TView, TValue>(PlaneGeometry pool, int count, Eight<MixedPart<TView>> parts, TView p, TView y, int continues) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((((plane * pool.OutHeight) + row) * pool.OutWidth) + column) * 16) + lane, channel = (plane % pool.Blocks * 16) + lane;
        TValue sum = continues == 0 ? TValue.Zero : y[at];

        for (int k = 0; k < count; k++)
        {
            MixedPart<TView> part = parts[k];
            TValue v = PartValue.Of<TView, TValue>(pool, part.Kind, part.X, lane, plane, row, column, out _);

            if (part.Kind != PartKind.Identity)
            {
                v = TValue.MultiplyAdd(v - part.Mean[channel], part.Inverse[channel] * part.Gamma[channel], part.Beta[channel]);
            }

            sum = TValue.MultiplyAdd(TValue.Of(p.Cell(part.Weight)), v, sum);
        }

        y[at] = sum;
    }
}
