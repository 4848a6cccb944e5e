using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// y[p, o] = bias[o] + Σ_k x[p, k]·w[k, o] for a run of the pixels of flat surfaces and a run of y's blocks. Pixels of an
/// image are read where they lie. Where the images are the pixels, a run of their channels is copied first: rows a power
/// of two apart would fall onto the same lines of the cache.
/// </summary>
internal readonly unsafe struct MatrixProductJob(Bands bands, Surface x, float* w, float* bias, Surface y, bool accumulate) : ICpuJob
{
    private bool Apart => x.PixelPitch != 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        Band band = bands[piece];
        (int from, int to) = bands.Blocks(piece);
        Depths depths = new(x.Blocks, to - from, 1);
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
                Tiles(new Strided(x.PixelPitch), from, to, segments, 1).Run(band.Columns, source, target);
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
        where TOperand : struct, IOperand
    {
        nint pitch = (nint)x.Channels * 16;
        return new(operand, w + (from * pitch), pitch, to - from, segments, segments + count);
    }
}
