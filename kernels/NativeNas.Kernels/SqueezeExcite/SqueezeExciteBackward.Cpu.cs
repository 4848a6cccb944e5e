using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>Images or planes as in forward; then the gradients of the weights, a piece a squeezed channel, images in order.</summary>
public readonly partial struct SqueezeExciteBackward : ICpuForm
{
    private enum Part
    {
        Image,
        Gates,
        Vectors,
        Inputs,
    }

    public bool Covers => true;

    private int Blocks => g.Blocks;

    private bool WantsInput => dx is not null;

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch cells = work.Rent(PackedRows.Length(g)), du = work.Rent(gate.Length), dz = work.Rent(z.Length), dmean = work.Rent(mean.Length);
        PackedRows rows = new(g, cells.Cells);
        rows.Fill(work, w);
        Scratch scratch = new(du.Cells, dz.Cells, dmean.Cells);

        if (g.ByImage)
        {
            work.Phase(g.Images, new Job(Part.Image, this, rows, scratch, work));
        }
        else
        {
            work.Phase(g.Images * g.Blocks, new Job(Part.Gates, this, rows, scratch, work));
            work.Phase(g.Images, new Job(Part.Vectors, this, rows, scratch, work));

            if (WantsInput)
            {
                work.Phase(g.Images * g.Blocks, new Job(Part.Inputs, this, rows, scratch, work));
            }
        }

        if (dw != default)
        {
            work.Phase(g.Squeezed + 1, new SqueezeExciteWeightJob(g, work, mean, z, scratch.Gate, scratch.Squeezed, dw));
        }
    }

    /// <summary>du = gate·(1 − gate)·Σ dy·x, the gradient before the sigmoid.</summary>
    private unsafe void Gate(CpuWork work, Scratch scratch, int plane)
    {
        nint at = (nint)plane * g.Area * 16;
        Vector512<float> sum = BlockPlane.Dot(work.Cells(x) + at, work.Cells(dy) + at, g.Area);
        ((Block*)scratch.Gate)[plane] = default(Sigmoid).Backward(((Block*)work.Cells(gate))[plane], *(Block*)&sum);
    }

    /// <summary>dz = swish′(z)·expandᵀ·du and dmean = reduceᵀ·dz of one image.</summary>
    private unsafe void Vectors(CpuWork work, PackedRows rows, Scratch scratch, int image)
    {
        float* du = scratch.Gate + (image * g.Blocks * 16), dz = scratch.Squeezed + (image * g.SqueezedBlocks * 16), dmean = scratch.Mean + (image * g.Blocks * 16);
        float* squeezed = work.Cells(z) + (image * g.SqueezedBlocks * 16);
        new Span<float>(dmean, g.Blocks * 16).Clear();

        for (int s = 0; s < g.Squeezed; s++)
        {
            dz[s] = Scalar.Lane(default(Swish).Backward(new Scalar(squeezed[s]), new(rows.Dot(rows.Expand(s), du))), 0);
            rows.Add(rows.Reduce(s), dz[s], dmean);
        }
    }

    private unsafe void Input(CpuWork work, Scratch scratch, int plane)
    {
        Block shift = ((Block*)scratch.Mean)[plane] * Block.Of(1f / g.Area);
        Sink<PointerView<Block>, Block> to = work.Sink<Block>(dx!.Value.Data, dx.Value.Accumulate);
        BlockPlane.Affine(new(work.Cells(dy)), ((Block*)work.Cells(gate))[plane], shift, to, plane * g.Area * 16, g.Area);
    }

    /// <summary>Gradients of gates before the sigmoid, of z and of the means.</summary>
    private readonly unsafe struct Scratch(float* gate, float* squeezed, float* mean)
    {
        public float* Gate => gate;

        public float* Squeezed => squeezed;

        public float* Mean => mean;
    }

    private readonly struct Job(Part part, SqueezeExciteBackward op, PackedRows rows, Scratch scratch, CpuWork work) : ICpuJob
    {
        public void Run(int piece)
        {
            switch (part)
            {
                case Part.Gates:
                    op.Gate(work, scratch, piece);
                    break;
                case Part.Vectors:
                    op.Vectors(work, rows, scratch, piece);
                    break;
                case Part.Inputs:
                    op.Input(work, scratch, piece);
                    break;
                default:
                    Whole(piece);
                    break;
            }
        }

        private void Whole(int image)
        {
            int first = image * op.Blocks, last = first + op.Blocks;

            for (int plane = first; plane < last; plane++)
            {
                op.Gate(work, scratch, plane);
            }

            op.Vectors(work, rows, scratch, image);

            // Backwards, for the last planes are still in the cache.
            for (int plane = last - 1; plane >= first && op.WantsInput; plane--)
            {
                op.Input(work, scratch, plane);
            }
        }
    }
}
