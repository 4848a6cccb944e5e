using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// Of many images each is read once from memory and once more from the cache, a piece an image; of few ones the planes
/// are the pieces, of means, gates and products one behind the other.
/// </summary>
public readonly partial struct SqueezeExciteForward : ICpuForm
{
    private enum Part
    {
        Image,
        Means,
        Gates,
        Products,
    }

    public bool Covers => true;

    private int Blocks => g.Blocks;

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch cells = work.Rent(PackedRows.Length(g));
        PackedRows rows = new(g, cells.Cells);
        rows.Fill(work, w);

        if (g.ByImage)
        {
            work.Phase(g.Images, new Job(Part.Image, this, rows, work));
        }
        else
        {
            work.Phase(g.Images * g.Blocks, new Job(Part.Means, this, rows, work));
            work.Phase(g.Images, new Job(Part.Gates, this, rows, work));
            work.Phase(g.Images * g.Blocks, new Job(Part.Products, this, rows, work));
        }
    }

    private unsafe void Mean(CpuWork work, int plane) =>
        (BlockPlane.Sum(work.Cells(x) + ((nint)plane * g.Area * 16), g.Area) / Vector512.Create((float)g.Area)).Store(work.Cells(mean) + (plane * 16));

    private unsafe void Gate(CpuWork work, PackedRows rows, int image)
    {
        float* from = work.Cells(mean) + (image * g.Blocks * 16), squeezed = work.Cells(z) + (image * g.SqueezedBlocks * 16), to = work.Cells(gate) + (image * g.Blocks * 16);
        new Span<float>(squeezed, g.SqueezedBlocks * 16).Clear();
        new Span<float>(to, g.Blocks * 16).Clear();
        new ReadOnlySpan<float>(work.Cells(w.ExpandBias), g.Channels).CopyTo(new(to, g.Channels));

        for (int s = 0; s < g.Squeezed; s++)
        {
            squeezed[s] = rows.Dot(rows.Reduce(s), from) + work.Cells(w.ReduceBias)[s];
            rows.Add(rows.Expand(s), Scalar.Lane(default(Swish).Forward(new Scalar(squeezed[s])), 0), to);
        }

        for (int block = 0; block < g.Blocks; block++)
        {
            Block* cell = (Block*)(to + (block * 16));
            *cell = Block.Keep(default(Sigmoid).Forward(*cell), 0, g.Channels - (block * 16));
        }
    }

    private unsafe void Product(CpuWork work, int plane) => BlockPlane.Affine(
        new(work.Cells(x)), ((Block*)work.Cells(gate))[plane], Block.Zero, work.Sink<Block>(y), plane * g.Area * 16, g.Area);

    private readonly struct Job(Part part, SqueezeExciteForward op, PackedRows rows, CpuWork work) : ICpuJob
    {
        public void Run(int piece)
        {
            switch (part)
            {
                case Part.Means:
                    op.Mean(work, piece);
                    break;
                case Part.Gates:
                    op.Gate(work, rows, piece);
                    break;
                case Part.Products:
                    op.Product(work, piece);
                    break;
                default:
                    Whole(piece);
                    break;
            }
        }

        private void Whole(int image)
        {
            int first = image * op.Blocks;

            for (int plane = first; plane < first + op.Blocks; plane++)
            {
                op.Mean(work, plane);
            }

            op.Gate(work, rows, image);

            for (int plane = first; plane < first + op.Blocks; plane++)
            {
                op.Product(work, plane);
            }
        }
    }
}
