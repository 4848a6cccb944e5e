using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.WeightedSum;

/// <summary>dots[k] = Σ dy·x_k lane by lane, in pieces of fixed length.</summary>
public readonly struct WeightedSumDotsKernel<TView, TValue>(int count, int blocks, Eight<TView> x, TView dy, TView dots) : IReduction<Eight<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public Eight<TValue> Gather(int lane, int group, int piece)
    {
        int first = piece * Tiles.BlocksAPiece, last = first + Tiles.BlocksAPiece;
        last = last < blocks ? last : blocks;
        TValue a = TValue.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;

        for (int i = (first * 16) + lane; i < last * 16; i += 16)
        {
            TValue t = dy[i];
            a = TValue.MultiplyAdd(t, x.A[i], a);
            b = count > 1 ? TValue.MultiplyAdd(t, x.B[i], b) : b;
            c = count > 2 ? TValue.MultiplyAdd(t, x.C[i], c) : c;
            d = count > 3 ? TValue.MultiplyAdd(t, x.D[i], d) : d;
            e = count > 4 ? TValue.MultiplyAdd(t, x.E[i], e) : e;
            f = count > 5 ? TValue.MultiplyAdd(t, x.F[i], f) : f;
            g = count > 6 ? TValue.MultiplyAdd(t, x.G[i], g) : g;
            h = count > 7 ? TValue.MultiplyAdd(t, x.H[i], h) : h;
        }

        return new(a, b, c, d, e, f, g, h);
    }

    public Eight<TValue> Combine(Eight<TValue> p, Eight<TValue> q) =>
        new(p.A + q.A, p.B + q.B, p.C + q.C, p.D + q.D, p.E + q.E, p.F + q.F, p.G + q.G, p.H + q.H);

    public void Store(int lane, int group, Eight<TValue> total)
    {
        for (int k = 0; k < Eight<TValue>.Places; k++)
        {
            dots[(k * 16) + lane] = total[k];
        }
    }
}
