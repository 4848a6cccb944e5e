using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>
/// The statistics of several candidates in one reduction, each number read once: a group is a block of one of them.
/// Within a piece sums are taken around its first number.
/// </summary>
public readonly struct PartStatistics<TView, TValue>(PixelPieces pieces, PlaneGeometry pool, float epsilon, Eight<MixedPart<TView>> parts) : IReduction<Moments<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public Moments<TValue> Gather(int lane, int group, int piece)
    {
        MixedPart<TView> part = parts[group / pieces.Blocks];
        int block = group % pieces.Blocks, first = pieces.FirstPixel(piece), last = pieces.LastPixel(piece);
        int firstImage = pieces.FirstImage(piece), lastImage = pieces.LastImage(piece);
        TValue start = TValue.Zero, sum = TValue.Zero, squares = TValue.Zero;
        int seen = 0;

        for (int n = firstImage; n < lastImage; n++)
        {
            int row = first / pool.OutWidth, column = first - (row * pool.OutWidth);

            for (int pixel = first; pixel < last; pixel++)
            {
                TValue v = PartValue.Of<TView, TValue>(pool, part.Kind, part.X, lane, (n * pieces.Blocks) + block, row, column, out _);
                start = seen == 0 ? v : start;
                seen = 1;
                TValue apart = v - start;
                sum += apart;
                squares = TValue.MultiplyAdd(apart, apart, squares);
                column++;
                row = column == pool.OutWidth ? row + 1 : row;
                column = column == pool.OutWidth ? 0 : column;
            }
        }

        Moments<TValue> moments;
        moments.Count = TValue.Of((last - first) * (lastImage - firstImage));
        TValue mean = sum / moments.Count;
        moments.Mean = start + mean;
        moments.Squares = TValue.Max(TValue.MultiplySubtract(mean, sum, squares), TValue.Zero);
        return moments;
    }

    public Moments<TValue> Combine(Moments<TValue> a, Moments<TValue> b) => Moments<TValue>.Combine(a, b);

    public void Store(int lane, int group, Moments<TValue> total)
    {
        MixedPart<TView> part = parts[group / pieces.Blocks];
        new BatchStatisticsKernel<TView, TValue>(pieces, epsilon, 1, part.X, part.Mean, part.Variance, part.Inverse).Store(lane, group % pieces.Blocks, total);
    }
}
