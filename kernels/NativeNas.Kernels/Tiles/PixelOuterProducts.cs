using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>total[o, k] += Σ_p x[p, k]·dy[p, o] over a run of neighbouring pixels; total is [output blocks, input blocks, 16 inputs, 16 outputs].</summary>
/// <param name="xPitch">Floats from an input block of a pixel to its next; so dyPitch.</param>
internal readonly unsafe struct PixelOuterProducts(int inputs, int outBlocks, int xPitch, int dyPitch)
{
    /// <param name="fresh">Whether sums start from zero instead of what total holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int pixels, float* x, float* dy, float* total, bool fresh)
    {
        int blocks = (inputs + 15) / 16;
        TileShape shape = new(outBlocks);
        Segment run = new(0, 0, pixels);

        for (int group = 0; group < shape.Groups; group++)
        {
            (int block, int last) = shape.Group(group);
            OuterProducts products = new(new(new(16, 16), dy + ((nint)block * dyPitch), dyPitch, &run, &run + 1), last - block);

            for (int read = 0; read < blocks; read++)
            {
                Target target = new(total + ((((nint)block * blocks) + read) * 256), 16, (nint)blocks * 256);
                products.Run(Math.Min(16, inputs - (read * 16)), x + ((nint)read * xPitch), fresh ? target : target.Accumulated);
            }
        }
    }
}
