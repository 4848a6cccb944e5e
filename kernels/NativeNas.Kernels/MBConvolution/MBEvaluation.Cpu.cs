using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct MBEvaluation<TFunction> : ICpuForm
{
    /// <summary>Floats of a that a second-level cache about holds: images go through all phases together as long as they fit.</summary>
    private const int MostFloats = 1 << 19;

    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        int images = Math.Clamp(MostFloats / (ConvolvedLength / parts.Plane.Images), 1, parts.Plane.Images);
        FilterBands bands = new(parts.Plane);
        using CpuScratch activated = work.Rent(ConvolvedLength / parts.Plane.Images * images), sums = work.Rent(images * parts.Plane.Blocks * bands.Count * 16);

        for (int first = 0; first < parts.Plane.Images; first += images)
        {
            Run(work, first, Math.Min(images, parts.Plane.Images - first), bands, activated.Cells, (Block*)sums.Cells);
        }
    }

    private unsafe void Run(CpuWork work, int first, int images, FilterBands bands, float* a, Block* sums)
    {
        PlaneGeometry g = parts.Plane;
        ConvolutionGeometry project = parts.Project.Geometry with { Images = images };
        Surface read = Surface.Blocked(work.Cells(x), images, parts.Expand?.Geometry.Channels ?? g.Channels, g.Height, g.Width);
        Surface written = Surface.Blocked(work.Cells(y), images, project.OutChannels, g.OutHeight, g.OutWidth);
        (read, written) = (read with { Cells = read.At(first, 0, 0, 0) }, written with { Cells = written.At(first, 0, 0, 0) });
        ExpandAndFilterJob<TFunction> filter = new()
        {
            Filters = new(parts.Plan),
            F = f,
            Bands = bands,
            Expand = parts.Expand is { } expand ? NormedProductVectors.Of(work, expand) : null,
            Norm = NormVectors.Of(work, parts.Norm),
            X = read,
            W = work.Cells(parts.Filters),
            A = Surface.Blocked(a, images, g.Channels, g.OutHeight, g.OutWidth),
            Sums = sums,
            Together = ExpandAndFilterJob<TFunction>.BlocksTogether(images * g.Blocks * bands.Count),
        };
        work.Phase(filter.Pieces, filter);
        ExcitationVectors? gates = parts.Excitation is { } e ? ExcitationVectors.Of(work, e).From(first) : null;

        if (gates is { } excitation)
        {
            work.Phase(images, new GateJob(excitation, g.Blocks, bands.Count, Convolved.Area, sums));
        }

        ProjectPieces pieces = new(project);
        work.Phase(pieces.Count, new ProjectJob(
            project, pieces, NormedProductVectors.Of(work, parts.Project), gates, a, parts.Residual ? read.Cells : null, written.Cells));
    }
}
