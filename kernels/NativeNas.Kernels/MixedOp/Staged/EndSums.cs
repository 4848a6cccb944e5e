using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>Σ dy, and Σ dy·(v − mean) of up to eight candidates.</summary>
public struct EndTotals<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Dy, A, B, C, D, E, F, G, H;
}

/// <summary>What backward needs of all candidates of an edge in one reading of dy and of each of them.</summary>
/// <param name="sums">[9, blocks, 16]: Σ dy·v̂ of each candidate, v̂ = (v − mean)·inverse, and Σ dy in the ninth place.</param>
public readonly struct EndSums<TView, TValue>(PixelPieces pieces, PlaneGeometry pool, int count, Eight<MixedPart<TView>> parts, TView dy, TView sums)
    : IReduction<EndTotals<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public EndTotals<TValue> Gather(int lane, int group, int piece)
    {
        int first = pieces.FirstPixel(piece), last = pieces.LastPixel(piece), lastImage = pieces.LastImage(piece), channel = (group * 16) + lane;
        TValue a = parts.A.Mean[channel], b = parts.B.Mean[channel], c = parts.C.Mean[channel], d = parts.D.Mean[channel];
        TValue e = parts.E.Mean[channel], f = parts.F.Mean[channel], g = parts.G.Mean[channel], h = parts.H.Mean[channel];
        EndTotals<TValue> totals;
        totals.Dy = totals.A = totals.B = totals.C = totals.D = totals.E = totals.F = totals.G = totals.H = TValue.Zero;

        for (int n = pieces.FirstImage(piece); n < lastImage; n++)
        {
            int plane = (n * pieces.Blocks) + group, row = first / pool.OutWidth, column = first - (row * pool.OutWidth);

            for (int pixel = first; pixel < last; pixel++)
            {
                TValue t = dy[(((plane * pieces.Area) + pixel) * 16) + lane];
                totals.Dy += t;
                totals.A = Along(t, parts.A, a, lane, plane, row, column, totals.A);
                totals.B = count > 1 ? Along(t, parts.B, b, lane, plane, row, column, totals.B) : totals.B;
                totals.C = count > 2 ? Along(t, parts.C, c, lane, plane, row, column, totals.C) : totals.C;
                totals.D = count > 3 ? Along(t, parts.D, d, lane, plane, row, column, totals.D) : totals.D;
                totals.E = count > 4 ? Along(t, parts.E, e, lane, plane, row, column, totals.E) : totals.E;
                totals.F = count > 5 ? Along(t, parts.F, f, lane, plane, row, column, totals.F) : totals.F;
                totals.G = count > 6 ? Along(t, parts.G, g, lane, plane, row, column, totals.G) : totals.G;
                totals.H = count > 7 ? Along(t, parts.H, h, lane, plane, row, column, totals.H) : totals.H;
                column++;
                row = column == pool.OutWidth ? row + 1 : row;
                column = column == pool.OutWidth ? 0 : column;
            }
        }

        return totals;
    }

    public EndTotals<TValue> Combine(EndTotals<TValue> a, EndTotals<TValue> b)
    {
        a.Dy += b.Dy;
        a.A += b.A;
        a.B += b.B;
        a.C += b.C;
        a.D += b.D;
        a.E += b.E;
        a.F += b.F;
        a.G += b.G;
        a.H += b.H;
        return a;
    }

    public void Store(int lane, int group, EndTotals<TValue> total)
    {
        int at = (group * 16) + lane;
        Put(0, at, parts.A, total.A);
        Put(1, at, parts.B, total.B);
        Put(2, at, parts.C, total.C);
        Put(3, at, parts.D, total.D);
        Put(4, at, parts.E, total.E);
        Put(5, at, parts.F, total.F);
        Put(6, at, parts.G, total.G);
        Put(7, at, parts.H, total.H);
        sums[(8 * pieces.Blocks * 16) + at] = total.Dy;
    }

    private TValue Along(TValue t, MixedPart<TView> part, TValue mean, int lane, int plane, int row, int column, TValue sum) =>
        TValue.MultiplyAdd(t, PartValue.Of<TView, TValue>(pool, part.Kind, part.X, lane, plane, row, column, out _) - mean, sum);

    private void Put(int k, int at, MixedPart<TView> part, TValue sum)
    {
        if (k < count)
        {
            sums[(k * pieces.Blocks * 16) + at] = sum * part.Inverse[at];
        }
    }
}

/// <summary>dots[k] = Σ dy·norm_k(v_k), a partial sum a lane: γ·Σ dy·v̂ + β·Σ dy over the blocks.</summary>
public readonly struct EndDots<TView, TValue>(int blocks, Eight<MixedPart<TView>> parts, TView sums, TView dots) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public void Invoke(int lane, int column, int row, int plane)
    {
        MixedPart<TView> part = parts[row];
        TValue sum = TValue.Zero;

        for (int at = lane; at < blocks * 16; at += 16)
        {
            sum = TValue.MultiplyAdd(part.Gamma[at], sums[(row * blocks * 16) + at], sum);
            sum = TValue.MultiplyAdd(part.Beta[at], sums[(8 * blocks * 16) + at], sum);
        }

        dots[(row * 16) + lane] = sum;
    }
}
