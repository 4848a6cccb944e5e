using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// y[p, o] = bias[o] + Σ_k x[p, k]·w[k, o] for a run of the pixels of flat surfaces and a run of y's blocks. Pixels are
/// read where they lie; where the images are the pixels, a pitch apart. Where the weights of such are many, a group of
/// blocks takes all its depths before the next group does, so that its outputs stay near, and asks for a depth's weights
/// during the one before.
/// </summary>
internal readonly unsafe struct MatrixProductJob(Bands bands, Surface x, float* w, float* bias, Surface y, bool accumulate) : ICpuJob
{
    /// <summary>Floats of weights (4 MB) up to which asking for them was measured to gain nothing.</summary>
    private const int MostNear = 1 << 20;

    private bool Apart => x.PixelPitch != 16;

    private bool Far => Apart && (long)x.Channels * y.Blocks * 16 > MostNear;

    public void Run(int piece)
    {
        Band band = bands[piece];
        (int from, int to) = bands.Blocks(piece);
        Depths depths = new(x.Blocks, to - from, 1);

        if (!Far)
        {
            Add(band, from, to, depths);
            return;
        }

        TileShape shape = new(to - from);

        for (int group = 0; group < shape.Groups; group++)
        {
            (int low, int high) = shape.Group(group);
            Add(band, from + low, from + high, depths);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(Band band, int from, int to, Depths depths)
    {
        Segment* segments = stackalloc Segment[depths.Widest];

        for (int depth = 0; depth < depths.Count; depth++)
        {
            (int first, int last) = depths[depth];
            int channels = Math.Min(last * 16, x.Channels) - (first * 16);
            float* source = x.At(band.Image, first, 0, band.Left);
            Target target = y.Target(band.Image, from, 0, band.Left, bias);
            target = accumulate | depth > 0 ? target.Accumulated : target;

            if (Apart)
            {
                segments[0] = new(0, first * 256, channels);

                if (Far)
                {
                    float* next = depth + 1 < depths.Count ? Weights(from) + (last * 256) : Weights(to);
                    (Tiles(new StridedAsking(x.PixelPitch), from, to, segments, 1) with { Next = next }).Run(band.Columns, source, target);
                }
                else
                {
                    Tiles(new Strided(x.PixelPitch), from, to, segments, 1).Run(band.Columns, source, target);
                }

                continue;
            }

            for (int block = first; block < last; block++)
            {
                segments[block - first] = new((block - first) * x.BlockPitch, block * 256, Math.Min(16, x.Channels - (block * 16)));
            }

            Tiles(default(Broadcast), from, to, segments, last - first).Run(band.Columns, source, target);
        }
    }

    private TileRow<TOperand> Tiles<TOperand>(TOperand operand, int from, int to, Segment* segments, int count)
        where TOperand : struct, IOperand =>
        new(operand, Weights(from), (nint)x.Channels * 16, to - from, segments, segments + count);

    private float* Weights(int block) => w + ((nint)block * x.Channels * 16);
}
