using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>A band of a few blocks: their hidden channels expanded into a cache, filtered there, and a written, with its sums.</summary>
internal readonly unsafe struct ExpandAndFilterJob<TFunction> : ICpuJob
    where TFunction : struct, IUnary
{
    private const int MostBlocks = 3;
    private const int EnoughPieces = 48;

    public MixFilters Filters { get; init; }

    public TFunction F { get; init; }

    public FilterBands Bands { get; init; }

    public NormedProductVectors? Expand { get; init; }

    public NormVectors Norm { get; init; }

    public Surface X { get; init; }

    public float* W { get; init; }

    public Surface A { get; init; }

    /// <summary>[images, blocks, bands].</summary>
    public Block* Sums { get; init; }

    /// <summary>Blocks of a piece: a product of three at once runs faster than three, where pieces stay many.</summary>
    public int Together { get; init; }

    private int Groups => (A.Blocks + Together - 1) / Together;

    public int Pieces => A.Images * Groups * Bands.Count;

    public static int BlocksTogether(int pieces) => pieces >= EnoughPieces ? MostBlocks : 1;

    public void Run(int piece)
    {
        int band = piece % Bands.Count, image = piece / Bands.Count / Groups, group = piece / Bands.Count % Groups;
        int top = Bands.Top(band), rows = Bands.Top(band + 1) - top, block = A.Blocks * group / Groups, end = A.Blocks * (group + 1) / Groups;
        (int first, int last) = Reach(block, end, top, rows);
        int pixels = (last - first) * X.Width;
        using PieceScratch hidden = PieceScratch.Rent(Expand is null ? 16 : (end - block) * pixels * 16);

        if (Expand is { } expand)
        {
            new PixelProducts(expand.Block(block), expand.Inputs, end - block, X.BlockPitch, pixels * 16).Run(pixels, X.At(image, 0, first, 0), hidden.Cells, accumulate: false);
        }

        for (float* cells = hidden.Cells; block < end; block++, cells += pixels * 16)
        {
            Plane read = Plane.Of(X, image, block);

            if (Expand is { } expanded)
            {
                _ = expanded.Norm.Activate(F, block, pixels, cells, cells);
                read = new(cells, first, 0, last - first, X.Width, X.RowPitch);
            }

            float* target = A.At(image, block, top, 0);
            new PlaneSweep(Filters.Window(block), W + Filters.Start(block), backward: false).Run(read, top, rows, A.Width, target, A.RowPitch, accumulate: false);
            Sums[(((image * A.Blocks) + block) * Bands.Count) + band] = Norm.Activate(F, block, rows * A.Width, target, target);
        }
    }

    /// <summary>The input rows that a run of output rows of some blocks reads.</summary>
    private (int First, int Last) Reach(int block, int end, int top, int rows)
    {
        (int first, int last) = (X.Height, 0);

        for (; block < end; block++)
        {
            (int from, int to) = FilterBands.Reads(Filters.Window(block), X.Height, top, rows);
            (first, last) = (Math.Min(first, from), Math.Max(last, to));
        }

        return (first, last);
    }
}
