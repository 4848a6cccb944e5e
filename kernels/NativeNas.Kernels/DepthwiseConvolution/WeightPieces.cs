using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// The outputs of a block cut for groups of threads into strips of rows and runs of images: some 2,048 pieces over all
/// blocks where that leaves eight rows to each.
/// </summary>
public readonly struct WeightPieces
{
    private const int Aim = 2048, LeastRows = 8;

    public WeightPieces(PlaneGeometry g)
    {
        int planes = g.Images * g.Blocks, strips = Math.Clamp(Aim / planes, 1, (g.OutHeight + LeastRows - 1) / LeastRows);
        Rows = (g.OutHeight + strips - 1) / strips;
        Strips = (g.OutHeight + Rows - 1) / Rows;
        Images = Math.Min(g.Images, Math.Max(1, planes / Aim));
        Runs = (g.Images + Images - 1) / Images;
    }

    /// <summary>Output rows of a strip.</summary>
    public int Rows { get; }

    public int Strips { get; }

    /// <summary>Images of a run.</summary>
    public int Images { get; }

    public int Runs { get; }

    /// <summary>Pieces of a block.</summary>
    public int Count => Strips * Runs;
}
