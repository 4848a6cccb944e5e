using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// A run of bands, and a run of pairs of blocks: its share of dw as [output blocks, input blocks, taps, 16, 16]. The side
/// that has fewer padding channels lies in the lanes: outputs, or, transposed, inputs. Where one run of bands is all and
/// inputs lie in the lanes, the share is dw itself, and goes there.
/// </summary>
internal readonly unsafe struct OuterProductsJob : ICpuJob
{
    private const int MostPieces = 64;

    private readonly Window window;
    private readonly Bands bands;
    private readonly Surface x, dy;
    private readonly float* partials, whole;
    private readonly bool accumulate;
    private readonly int chunks, across, down;

    /// <param name="whole">dw itself, for a single chunk of a pointwise convolution of whole input blocks; else null.</param>
    public OuterProductsJob(Window window, Bands bands, int chunks, in Surface x, in Surface dy, float* partials, float* whole, bool accumulate)
    {
        this.partials = partials;
        this.accumulate = accumulate;
        (this.window, this.bands, this.chunks, this.x, this.dy) = (window, bands, chunks, x, dy);
        this.whole = whole;
        Transposed = whole is not null || (!x.Planes && Waste(x) < Waste(dy));
        int splits = Math.Max(1, MostPieces / chunks), groups = Shape.Groups;
        across = Math.Clamp((int)MathF.Sqrt(splits * (float)Lanes.Blocks / Rows.Blocks), 1, groups);
        down = Math.Clamp(splits / across, 1, Rows.Blocks);
    }

    /// <summary>What a side costs as vectors, in thousandths: its padding, and an eighth more for tiles narrower than three.</summary>
    private static int Waste(in Surface side)
    {
        TileShape shape = new(side.Blocks);
        return (side.Blocks * 16 * (shape.Groups * 3 == side.Blocks ? 8 : 9) * 125) / side.Channels;
    }

    public bool Transposed { get; }

    public int Pieces => chunks * across * down;

    private TileShape Shape => new(Lanes.Blocks);

    /// <summary>The side whose channels are broadcast.</summary>
    private Surface Rows => Transposed ? dy : x;

    private Surface Lanes => Transposed ? x : dy;

    public void Run(int piece)
    {
        int chunk = piece / (across * down), group = piece / down % across, row = piece % down;
        int first = bands.Rectangles * chunk / chunks, last = bands.Rectangles * (chunk + 1) / chunks;
        Pairs pairs = new(Shape.Groups * group / across, Shape.Groups * (group + 1) / across, Rows.Blocks * row / down, Rows.Blocks * (row + 1) / down);
        float* partial = partials + ((nint)chunk * dy.Blocks * x.Blocks * window.Taps * 256);

        for (int rectangle = first; rectangle < last; rectangle++)
        {
            Add(bands[rectangle], pairs, partial, rectangle == first && (whole is null || !accumulate));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(Band band, Pairs pairs, float* partial, bool fresh)
    {
        Halo halo = band.Inputs(window);
        TileShape shape = Shape;
        bool direct = !x.Planes && window is { Top: 0, Left: 0, Bottom: 0, Right: 0 };
        (int low, int high) = Transposed ? (shape.Group(pairs.Group).From, shape.Group(pairs.LastGroup - 1).To) : (pairs.Row, pairs.LastRow);
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

        for (int group = pairs.Group; group < pairs.LastGroup; group++)
        {
            (int lanes, int last) = shape.Group(group);

            for (int rows = pairs.Row; rows < pairs.LastRow; rows++)
            {
                int channels = Math.Min(16, Rows.Channels - (rows * 16));
                (int input, int output) = Transposed ? (lanes, rows) : (rows, lanes);
                float* gradients = dy.At(band.Image, output, band.Top, band.Left);

                for (int tap = 0; tap < window.Taps; tap++)
                {
                    int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
                    float* read = source + ((nint)(input - low) * blockPitch) + ((nint)row * rowPitch) + (direct ? column * x.PixelPitch : halo.Column(column));
                    OuterProducts products = Transposed
                        ? new(new(new(dy.PixelPitch, pixelPitch), read, blockPitch, segments, segments + band.Rows), last - lanes)
                        : new(new(new(pixelPitch, dy.PixelPitch), gradients, dy.BlockPitch, segments, segments + band.Rows), last - lanes);
                    Target target = Total(partial, output, input, tap);
                    products.Run(channels, Transposed ? gradients : read, fresh ? target : target.Accumulated);
                }
            }
        }
    }

    /// <summary>Where the products of a pair of blocks go.</summary>
    private Target Total(float* partial, int output, int input, int tap) => whole is null
        ? new(partial + ((((((nint)output * x.Blocks) + input) * window.Taps) + tap) * 256), 16, (Transposed ? 1 : x.Blocks) * (nint)window.Taps * 256)
        : new(whole + ((nint)output * 16 * x.Channels) + (input * 16), x.Channels, 16);

    /// <summary>A run of groups of the lanes' blocks with a run of the other side's blocks: as square as it can be, since both are read for all.</summary>
    private readonly record struct Pairs(int Group, int LastGroup, int Row, int LastRow);
}
