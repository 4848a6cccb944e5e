using System.Runtime.Intrinsics;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>What the phases of a backward pass hand on: gradients of inner norms' outputs, and the sums of every norm.</summary>
/// <param name="dy">The edge's output gradient.</param>
/// <param name="inner">Of each unit that another one reads, the gradient of its norm's output; null for the last of a candidate.</param>
/// <param name="partials">[units, images, blocks, 32]: Σ g and Σ g·(raw − mean) of an image.</param>
/// <param name="totals">[units, blocks, 32].</param>
internal sealed unsafe class BackwardCells(MixedPlan plan, MixedCells cells, float* dy, float*[] inner, float* partials, float* totals)
{
    /// <summary>One image of a unit's gradient, before the mixture weight.</summary>
    public float* Gradient(int unit, int image) => (inner[unit] is not null ? inner[unit] : dy) + ((nint)image * plan.OutputFloats);

    public float* Partial(int unit, int image, int block) => partials + ((((((nint)unit * plan.Images) + image) * plan.Blocks) + block) * 32);

    public float* Total(int unit, int block) => totals + ((((nint)unit * plan.Blocks) + block) * 32);

    /// <summary>What a unit's gradient is to be multiplied by: the mixture weight where it ends a candidate.</summary>
    public Vector512<float> Share(int unit) => Array.IndexOf(plan.Ends, unit) is var end and >= 0 ? Vector512.Create(cells.Share(end)) : Vector512<float>.One;

    /// <summary>From a unit's sums, and the mixture weight where it ends a candidate.</summary>
    public NormRates Rates(int unit, int block)
    {
        float* total = Total(unit, block);
        Vector512<float> inverse = cells.Inverse(unit, block), n = Vector512.Create(1f / ((float)plan.Images * plan.OutHeight * plan.OutWidth));
        return new(cells.Scale(unit, block) * Share(unit), n * Vector512.Load(total), inverse * inverse * (n * Vector512.Load(total + 16)));
    }

    /// <summary>One block of the gradient of a unit's raw output.</summary>
    public void RawGradient(int unit, int image, int block, float* raw, float* d)
    {
        int pixels = plan.OutHeight * plan.OutWidth;
        NormPlane.Backward(Gradient(unit, image) + ((nint)block * pixels * 16), raw, pixels, Rates(unit, block), cells.Mean(unit, block), d);
    }
}
