using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// A chunk of images back through all units that read the same: their share of the weights' gradients, and the gradient
/// of what they read: of a unit's norm, with the sums of that norm, or of the input.
/// </summary>
/// <param name="dx">Null where it is not wanted.</param>
/// <param name="shares">Of each edge [chunks, floats of its weights]; empty where none is wanted.</param>
internal readonly unsafe struct GroupBackwardJob(
    MixedPlan plan, ReadGroup group, MixedCells cells, BackwardCells back, WeightShares layout, float* dx, bool accumulate, float*[] shares) : ICpuJob
{
    public void Run(int chunk)
    {
        int first = plan.Images * chunk / layout.Chunks, last = plan.Images * (chunk + 1) / layout.Chunks;
        (int height, int width) = group.Source < 0 ? (plan.Height, plan.Width) : (plan.OutHeight, plan.OutWidth);
        using PieceScratch padded = PieceScratch.Rent(Math.Max(16, group.Copies.Length)), d = PieceScratch.Rent(plan.OutputFloats), between = PieceScratch.Rent(plan.OutputFloats);
        using PieceScratch gradient = PieceScratch.Rent(plan.Blocks * height * width * 16);

        foreach (int unit in group.Units)
        {
            if (shares.Length > 0 && plan.Units[unit].Weighted >= 0)
            {
                layout.Clear(shares, plan.Units[unit].Weighted, chunk);
            }
        }

        for (int image = first; image < last; image++)
        {
            float* read = cells.Read(group.Source, image);

            for (int block = 0; block < plan.Blocks && group.Separable.Length > 0; block++)
            {
                group.Copies.Fill(read + ((nint)block * height * width * 16), height, width, cells.Prologue(group.Source, block), block, padded.Cells);
            }

            for (int i = 0; i < group.Separable.Length; i++)
            {
                Separable(i, image, chunk, padded.Cells, d.Cells, between.Cells, gradient.Cells);
            }

            if (group.Separable.Length == 0)
            {
                new Span<float>(gradient.Cells, plan.Blocks * height * width * 16).Clear();
            }

            foreach (int unit in group.Reductions)
            {
                Reduction(unit, image, chunk, read, d.Cells, between.Cells, gradient.Cells);
            }

            if (group.Source >= 0)
            {
                PutNorm(image, gradient.Cells);
            }
            else if (dx is not null)
            {
                PutInput(image, gradient.Cells);
            }
        }
    }

    private void Separable(int i, int image, int chunk, float* padded, float* d, float* between, float* gradient)
    {
        int unit = group.Separable[i], weighted = plan.Units[unit].Weighted;
        PlaneGeometry g = plan.Units[unit].Geometry;
        SeparableImage run = new(g, group.Copies, i, padded);
        RawGradient(unit, image, d);

        if (shares.Length > 0)
        {
            run.Depthwise(cells.First(unit), between);
            run.PointwiseWeight(between, d, layout.Second(shares, weighted, chunk));
        }

        using PieceScratch surrounded = PieceScratch.Rent(SeparableImage.Readers(g));
        run.PointwiseInput(cells.Second(unit), d, between, surrounded.Cells);

        if (shares.Length > 0)
        {
            run.DepthwiseWeight(between, layout.First(shares, weighted, chunk));
        }

        if (group.Source >= 0 || dx is not null)
        {
            run.DepthwiseInput(cells.First(unit), surrounded.Cells, gradient, accumulate: i > 0);
        }
    }

    private void Reduction(int unit, int image, int chunk, float* read, float* d, float* between, float* gradient)
    {
        RawGradient(unit, image, d);

        if (shares.Length > 0)
        {
            cells.Reduction(unit).BackwardWeight(read, d, between, layout.First(shares, plan.Units[unit].Weighted, chunk));
        }

        if (dx is not null)
        {
            cells.Reduction(unit).BackwardInput(d, between, gradient);
        }
    }

    private void RawGradient(int unit, int image, float* d)
    {
        for (int block = 0, pitch = plan.OutHeight * plan.OutWidth * 16; block < plan.Blocks; block++)
        {
            back.RawGradient(unit, image, block, cells.Raw(unit, image) + ((nint)block * pitch), d + ((nint)block * pitch));
        }
    }

    /// <summary>Through the ReLU to the norm that was read, whose sums come along.</summary>
    private void PutNorm(int image, float* gradient)
    {
        int pixels = plan.OutHeight * plan.OutWidth, unit = group.Source;

        for (int block = 0; block < plan.Blocks; block++)
        {
            nint at = (nint)block * pixels * 16;
            NormPlane.Gate(
                cells.Raw(unit, image) + at, pixels, cells.Mean(unit, block), cells.Scale(unit, block), cells.Shift(unit, block), gradient + at, back.Gradient(unit, image, block), back.Partial(back.SumsOf(unit), image, block));
        }
    }

    /// <summary>dx: through the ReLU, and what reached x without it.</summary>
    private void PutInput(int image, float* gradient)
    {
        int pixels = plan.Height * plan.Width;

        for (int block = 0; block < plan.Blocks; block++)
        {
            nint at = (nint)block * pixels * 16;
            float* x = cells.Plane(image, block), target = dx + ((nint)image * plan.InputFloats) + at;
            NormPlane.Gate(x, pixels, gradient + at, target, accumulate);
            back.Combine(-1, image, block, target, accumulate: true);

            foreach (int unit in group.Pools)
            {
                PoolPlane pool = cells.Pool(unit);
                using PieceScratch scratch = PieceScratch.Rent(pool.Scratch), g = PieceScratch.Rent(plan.OutHeight * plan.OutWidth * 16);
                back.Combine(unit, image, block, g.Cells, accumulate: false);
                pool.Backward(x, g.Cells, back.CombinedRates(unit, block), cells.Mean(unit, block), scratch.Cells, target);
            }
        }
    }
}
