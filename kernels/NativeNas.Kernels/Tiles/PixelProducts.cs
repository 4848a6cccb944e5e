using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>y[p, o] = Σ_k x[p, k]·w[k, o] over a run of neighbouring pixels, all input blocks into all output blocks.</summary>
/// <param name="w">[output blocks, inputs, 16], as <see cref="Convolution.PackFilters"/> writes them.</param>
/// <param name="xPitch">Floats from an input block of a pixel to its next; so yPitch.</param>
internal readonly unsafe struct PixelProducts(float* w, int inputs, int outBlocks, int xPitch, int yPitch)
{
    /// <param name="accumulate">Whether sums start from what y holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int pixels, float* x, float* y, bool accumulate)
    {
        int blocks = (inputs + 15) / 16;
        Segment* segments = stackalloc Segment[blocks];

        for (int block = 0; block < blocks; block++)
        {
            segments[block] = new(block * xPitch, block * 256, Math.Min(16, inputs - (block * 16)));
        }

        Target target = new(y, 16, yPitch);
        new TileRow<Broadcast>(default, w, (nint)inputs * 16, outBlocks, segments, segments + blocks).Run(pixels, x, accumulate ? target.Accumulated : target);
    }
}
