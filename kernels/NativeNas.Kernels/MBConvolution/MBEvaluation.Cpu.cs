using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct MBEvaluation<TFunction> : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        ExcitationVectors? gates = parts.Excitation is { } e ? ExcitationVectors.Of(work, e) : null;
        FilterBands bands = new(parts.Plane);
        using CpuScratch activated = work.Rent(ConvolvedLength), sums = work.Rent(parts.Plane.Images * parts.Plane.Blocks * bands.Count * 16);
        work.Phase(parts.Plane.Images * parts.Plane.Blocks * bands.Count, new ExpandAndFilterJob<TFunction>
        {
            Work = work,
            Filters = new(parts.Plan),
            F = f,
            Bands = bands,
            Expand = parts.Expand is { } expand ? NormedProductVectors.Of(work, expand) : null,
            Norm = NormVectors.Of(work, parts.Norm),
            X = Surface.Blocked(work.Cells(x), parts.Plane.Images, parts.Expand?.Geometry.Channels ?? parts.Plane.Channels, parts.Plane.Height, parts.Plane.Width),
            W = work.Cells(parts.Filters),
            A = Surface.Blocked(activated.Cells, parts.Plane.Images, parts.Plane.Channels, parts.Plane.OutHeight, parts.Plane.OutWidth),
            Sums = (Block*)sums.Cells,
        });

        if (gates is { } excitation)
        {
            work.Phase(parts.Plane.Images, new GateJob(excitation, parts.Plane.Blocks, bands.Count, Convolved.Area, (Block*)sums.Cells));
        }

        ProjectPieces pieces = new(parts.Project.Geometry);
        work.Phase(pieces.Count, new ProjectJob(
            work, parts.Project.Geometry, pieces, NormedProductVectors.Of(work, parts.Project), gates, activated.Cells, parts.Residual ? work.Cells(x) : null, work.Cells(y)));
    }
}

/// <summary>A <see cref="NormedProduct"/> by address.</summary>
internal readonly unsafe struct NormedProductVectors(int inputs, float* w, NormVectors norm)
{
    public readonly int Inputs = inputs;
    public readonly NormVectors Norm = norm;
    private readonly float* w = w;

    public static NormedProductVectors Of(CpuWork work, NormedProduct product) =>
        new(product.Geometry.Channels, work.Cells(product.W), NormVectors.Of(work, product.Norm));

    /// <summary>Packed weights of an output block.</summary>
    public float* Block(int block) => w + ((nint)block * Inputs * 16);
}

/// <summary>The gate of an image from the sums of its bands.</summary>
internal readonly unsafe struct GateJob(ExcitationVectors gates, int blocks, int bands, int area, Block* sums) : ICpuJob
{
    public void Run(int image)
    {
        for (int block = 0; block < blocks; block++)
        {
            Block* parts = sums + (((image * blocks) + block) * bands);
            Block sum = parts[0];

            for (int i = 1; i < bands; i++)
            {
                sum += parts[i];
            }

            gates.Mean(image)[block] = sum / Block.Of(area);
        }

        gates.Forward(image);
    }
}
