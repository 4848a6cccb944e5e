using System.Runtime.Intrinsics;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// What the phases of a backward pass hand on: gradients of inner norms' outputs, and the sums of every norm, of one
/// that ends candidates a pair at each end, before the mixture weight.
/// </summary>
/// <param name="inner">Of each unit that another one reads, the gradient of its norm's output; null for the last of a candidate.</param>
/// <param name="partials">[ends and units, images, blocks, 32]: Σ g and Σ g·(raw − mean) of an image.</param>
/// <param name="totals">[ends and units, blocks, 32].</param>
internal sealed unsafe class BackwardCells(MixedPlan plan, MixedCells cells, float*[] inner, float* partials, float* totals)
{
    /// <summary>Pairs of sums.</summary>
    public static int Sums(MixedPlan plan) => plan.Ends.Length + plan.Units.Count;

    /// <summary>Where the sums of a unit with weights lie: at its end, or behind all of them.</summary>
    public int SumsOf(int unit) => inner[unit] is null ? plan.EndsAt(unit)[0] : plan.Ends.Length + unit;

    public float* Partial(int sums, int image, int block) => partials + ((((((nint)sums * plan.Images) + image) * plan.Blocks) + block) * 32);

    public float* Total(int sums, int block) => totals + ((((nint)sums * plan.Blocks) + block) * 32);

    /// <summary>One block of an image of the gradient of a unit with weights, before the mixture weight.</summary>
    public float* Gradient(int unit, int image, int block) => inner[unit] is null
        ? cells.Output(plan.EndsAt(unit)[0], image, block)
        : inner[unit] + ((nint)image * plan.OutputFloats) + ((nint)block * plan.OutHeight * plan.OutWidth * 16);

    /// <summary>What the gradient of a unit with weights is to be multiplied by: the mixture weight where it ends a candidate.</summary>
    public Vector512<float> Share(int unit) => inner[unit] is null ? Vector512.Create(cells.Share(plan.EndsAt(unit)[0])) : Vector512<float>.One;

    /// <summary>One block of an image of Σ p·dy over the ends of a pooling, or of the identities at −1; or that added.</summary>
    public void Combine(int unit, int image, int block, float* g, bool accumulate)
    {
        int pixels = plan.OutHeight * plan.OutWidth;

        for (int first = 0; first < pixels; first += MixedCells.PixelsAtATime)
        {
            bool adds = accumulate;

            foreach (int end in plan.EndsAt(unit))
            {
                NormPlane.Put(
                    cells.Output(end, image, block) + (first * 16), Math.Min(MixedCells.PixelsAtATime, pixels - first), default, Vector512.Create(cells.Share(end)), default, g + (first * 16), adds);
                adds = true;
            }
        }
    }

    /// <summary>For the gradient of a unit with weights.</summary>
    public NormRates Rates(int unit, int block)
    {
        float* total = Total(SumsOf(unit), block);
        return Rates(unit, block, Share(unit), Vector512.Load(total), Vector512.Load(total + 16));
    }

    /// <summary>For the combined gradient of a pooling.</summary>
    public NormRates CombinedRates(int unit, int block)
    {
        (Vector512<float> sum, Vector512<float> along) = (Vector512<float>.Zero, Vector512<float>.Zero);

        foreach (int end in plan.EndsAt(unit))
        {
            Vector512<float> share = Vector512.Create(cells.Share(end));
            sum = Vector512.FusedMultiplyAdd(share, Vector512.Load(Total(end, block)), sum);
            along = Vector512.FusedMultiplyAdd(share, Vector512.Load(Total(end, block) + 16), along);
        }

        return Rates(unit, block, Vector512<float>.One, sum, along);
    }

    /// <summary>One block of the gradient of a unit's raw output.</summary>
    public void RawGradient(int unit, int image, int block, float* raw, float* d) =>
        NormPlane.Backward(Gradient(unit, image, block), raw, plan.OutHeight * plan.OutWidth, Rates(unit, block), cells.Mean(unit, block), d);

    private NormRates Rates(int unit, int block, Vector512<float> share, Vector512<float> sum, Vector512<float> along)
    {
        Vector512<float> inverse = cells.Inverse(unit, block), n = Vector512.Create(1f / ((float)plan.Images * plan.OutHeight * plan.OutWidth));
        return new(cells.Scale(unit, block) * share, n * sum, inverse * inverse * (n * along));
    }
}
