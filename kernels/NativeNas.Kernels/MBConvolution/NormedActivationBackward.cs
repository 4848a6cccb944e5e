using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// d becomes dL/dnorm(x) = f′(norm(x))·(gate·d + dmean/area), d being dL/d(gate·f(norm(x))) and dmean the gradient of
/// its mean, and its sums are written on the way. Each cell is written by the one piece that gathers it.
/// </summary>
/// <param name="gate">[N, C], as dmean is; null where there are none.</param>
public readonly struct NormedActivationBackward<TFunction>(PixelPieces pieces, TFunction f, ChannelNorm norm, NormSums sums, Region x, Region? gate, Region? dmean, Region d) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Reduce<NormedActivationBackwardKernel<TView, TValue, NormReading<TView, TValue, TFunction>>, AffineSums<TValue>>(
            pieces.Blocks,
            pieces.Pieces,
            new(
                pieces, norm.Reading(on, f), on.View(x), on.View(gate ?? x), on.View(dmean ?? x), on.View(d),
                new(pieces, on.View(x), on.View(d), on.View(norm.Mean), on.View(norm.Inverse), on.View(sums.DGamma), on.View(sums.DBeta)),
                gate is null ? 0 : 1));
}

public readonly struct NormedActivationBackwardKernel<TView, TValue, TReading>(
    PixelPieces pieces, TReading reading, TView x, TView gate, TView dmean, TView d, AffineGradientsKernel<TView, TValue> gradients, int gated)
    : IReduction<AffineSums<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TReading : struct, IReading<TValue>
{
    public AffineSums<TValue> Gather(int lane, int group, int piece)
    {
        int first = pieces.FirstPixel(piece), last = pieces.LastPixel(piece), lastImage = pieces.LastImage(piece);
        ChannelLine<TValue> line = reading.Channel((group * 16) + lane);
        TValue share = TValue.Of(1f / pieces.Area), open = TValue.Of(1f), lead = TValue.Zero;
        AffineSums<TValue> sums;
        sums.Shift = TValue.Zero;
        sums.Scale = TValue.Zero;

        for (int n = pieces.FirstImage(piece); n < lastImage; n++)
        {
            if (gated != 0)
            {
                int vector = (((n * pieces.Blocks) + group) * 16) + lane;
                open = gate[vector];
                lead = dmean[vector] * share;
            }

            int end = pieces.At(n, group, last);

            for (int at = pieces.At(n, group, first) + lane; at < end; at += 16)
            {
                TValue g = reading.Back(x[at], TValue.MultiplyAdd(d[at], open, lead), line);
                d[at] = g;
                sums.Shift += g;
                sums.Scale = TValue.MultiplyAdd(g, x[at] - line.Mean, sums.Scale);
            }
        }

        return sums;
    }

    public AffineSums<TValue> Combine(AffineSums<TValue> a, AffineSums<TValue> b) => gradients.Combine(a, b);

    public void Store(int lane, int group, AffineSums<TValue> total) => gradients.Store(lane, group, total);
}
