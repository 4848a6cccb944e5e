using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// A run of bands, and a run of pairs of blocks: its share of dw as [output blocks, input blocks, taps, 16, 16]. The side
/// that has fewer padding channels lies in the lanes: outputs, or, transposed, inputs.
/// </summary>
internal readonly unsafe struct OuterProductsJob : ICpuJob
{
    private const int MostPieces = 64;

    private readonly CpuWork work;
    private readonly Window window;
    private readonly Bands bands;
    private readonly Surface x, dy;
    private readonly float* partials;
    private readonly int chunks, splits;

    public OuterProductsJob(CpuWork work, Window window, Bands bands, int chunks, in Surface x, in Surface dy, float* partials)
    {
        this.partials = partials;
        (this.work, this.window, this.bands, this.chunks, this.x, this.dy) = (work, window, bands, chunks, x, dy);
        Transposed = !x.Planes && Waste(x) < Waste(dy);
        splits = Math.Clamp(MostPieces / chunks, 1, Rows.Blocks * new TileShape(Lanes.Blocks).Groups);
    }

    /// <summary>What a side costs as vectors, in thousandths: its padding, and an eighth more for tiles narrower than three.</summary>
    private static int Waste(in Surface side)
    {
        TileShape shape = new(side.Blocks);
        return (side.Blocks * 16 * (shape.Groups * 3 == side.Blocks ? 8 : 9) * 125) / side.Channels;
    }

    public bool Transposed { get; }

    public int Pieces => chunks * splits;

    /// <summary>The side whose channels are broadcast.</summary>
    private Surface Rows => Transposed ? dy : x;

    private Surface Lanes => Transposed ? x : dy;

    public void Run(int piece)
    {
        int chunk = piece / splits, split = piece % splits, pairs = Rows.Blocks * new TileShape(Lanes.Blocks).Groups;
        int first = bands.Rectangles * chunk / chunks, last = bands.Rectangles * (chunk + 1) / chunks;
        float* partial = partials + ((nint)chunk * dy.Blocks * x.Blocks * window.Taps * 256);

        for (int rectangle = first; rectangle < last; rectangle++)
        {
            Add(bands[rectangle], pairs * split / splits, pairs * (split + 1) / splits, partial, rectangle == first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(Band band, int from, int to, float* partial, bool fresh)
    {
        Halo halo = band.Inputs(window);
        TileShape shape = new(Lanes.Blocks);
        bool direct = !x.Planes && window is { Top: 0, Left: 0, Bottom: 0, Right: 0 };
        (int low, int high) = Inputs(from, to, shape);
        using PieceScratch table = PieceScratch.Rent(band.Rows * sizeof(Segment) / sizeof(float));
        using PieceScratch scratch = PieceScratch.Rent(direct ? 16 : halo.BlockPitch * (high - low));
        float* source = direct ? x.At(band.Image, low, band.Top * window.StrideHeight, band.Left * window.StrideWidth) : scratch.Cells;
        (int blockPitch, int rowPitch, int pixelPitch) = direct ? (x.BlockPitch, x.RowPitch, x.PixelPitch * window.StrideWidth) : (halo.BlockPitch, halo.RowPitch, 16);
        Segment* segments = (Segment*)table.Cells;

        if (!direct)
        {
            halo.Fill(x, band.Image, low, high - low, source);
        }

        for (int row = 0; row < band.Rows; row++)
        {
            (int read, int gradients) = (row * rowPitch * window.StrideHeight, row * dy.RowPitch);
            segments[row] = Transposed ? new(gradients, read, band.Columns) : new(read, gradients, band.Columns);
        }

        for (int pair = from; pair < to; pair++)
        {
            (int lanes, int last) = shape.Group(pair / Rows.Blocks);
            int rows = pair % Rows.Blocks, channels = Math.Min(16, Rows.Channels - (rows * 16));
            (int input, int output) = Transposed ? (lanes, rows) : (rows, lanes);
            float* gradients = dy.At(band.Image, output, band.Top, band.Left);
            float* total = partial + (((nint)output * x.Blocks) + input) * window.Taps * 256;

            for (int tap = 0; tap < window.Taps; tap++, total += 256)
            {
                int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
                float* read = source + ((nint)(input - low) * blockPitch) + ((nint)row * rowPitch) + (direct ? column * x.PixelPitch : halo.Column(column));
                OuterProducts products = Transposed
                    ? new(new(new(dy.PixelPitch, pixelPitch), read, blockPitch, segments, segments + band.Rows), last - lanes)
                    : new(new(new(pixelPitch, dy.PixelPitch), gradients, dy.BlockPitch, segments, segments + band.Rows), last - lanes);
                Target target = new(total, 16, (Transposed ? 1 : x.Blocks) * (nint)window.Taps * 256);
                products.Run(channels, Transposed ? gradients : read, fresh ? target : target.Accumulated);
            }
        }
    }

    /// <summary>The input blocks that a run of pairs reads.</summary>
    private (int Low, int High) Inputs(int from, int to, TileShape shape) =>
        Transposed ? (shape.Group(from / Rows.Blocks).From, shape.Group((to - 1) / Rows.Blocks).To)
        : from / Rows.Blocks == (to - 1) / Rows.Blocks ? (from % Rows.Blocks, ((to - 1) % Rows.Blocks) + 1)
        : (0, x.Blocks);
}
