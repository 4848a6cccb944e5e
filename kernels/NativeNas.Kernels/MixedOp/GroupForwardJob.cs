using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.SeparableConvolution;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp;

/// <summary>One image through all units that read the same: raw outputs, and the moments of each block of them.</summary>
/// <param name="moments">[units, images, blocks, mean and Σ(x − mean)² of 16 channels].</param>
internal readonly unsafe struct GroupForwardJob(MixedPlan plan, ReadGroup group, MixedCells cells, float* moments) : ICpuJob
{
    public void Run(int image)
    {
        float* read = cells.Read(group.Source, image);

        if (group.Separable.Length > 0)
        {
            Separable(read, image);
        }

        foreach (int unit in group.Reductions)
        {
            using PieceScratch gathered = PieceScratch.Rent(plan.OutputFloats);
            cells.Reduction(unit).Forward(read, gathered.Cells, cells.Raw(unit, image));
            Store(unit, image, cells.Raw(unit, image));
        }

        foreach (int unit in group.Pools)
        {
            Pool(unit, image);
        }
    }

    private void Separable(float* read, int image)
    {
        PlaneGeometry g = plan.Units[group.Separable[0]].Geometry;
        using PieceScratch padded = PieceScratch.Rent(group.Copies.Length), depthwise = PieceScratch.Rent(plan.OutputFloats);

        for (int block = 0; block < plan.Blocks; block++)
        {
            group.Copies.Fill(read + ((nint)block * g.Height * g.Width * 16), g.Height, g.Width, cells.Prologue(group.Source, block), block, padded.Cells);
        }

        for (int i = 0; i < group.Separable.Length; i++)
        {
            int unit = group.Separable[i];
            float* raw = cells.Raw(unit, image);
            SeparableImage run = new(plan.Units[unit].Geometry, group.Copies, i, padded.Cells);
            run.Depthwise(cells.First(unit), depthwise.Cells);
            run.Pointwise(cells.Second(unit), depthwise.Cells, raw);
            Store(unit, image, raw);
        }
    }

    private void Pool(int unit, int image)
    {
        PoolPlane pool = cells.Pool(unit);
        using PieceScratch scratch = PieceScratch.Rent(pool.Scratch), y = PieceScratch.Rent(plan.OutputFloats);
        pool.Surround(scratch.Cells);

        for (int row = 0; row < plan.Blocks * plan.OutHeight; row++)
        {
            pool.Forward(cells.Plane(image, row / plan.OutHeight), row % plan.OutHeight, scratch.Cells, y.Cells + ((nint)row * plan.OutWidth * 16));
        }

        Store(unit, image, y.Cells);
    }

    private void Store(int unit, int image, float* raw)
    {
        int pixels = plan.OutHeight * plan.OutWidth;
        float* target = moments + ((((nint)unit * plan.Images) + image) * plan.Blocks * 32);

        for (int block = 0; block < plan.Blocks; block++)
        {
            Moments<Block> piece = PixelMoments.Of(pixels, raw + ((nint)block * pixels * 16));
            Block* to = (Block*)(target + (block * 32));
            (to[0], to[1]) = (piece.Mean, piece.Squares);
        }
    }
}
