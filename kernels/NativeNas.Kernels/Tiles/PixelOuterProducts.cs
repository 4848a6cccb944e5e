namespace NativeNas.Kernels.Tiles;

/// <summary>total[o, k] += Σ_p x[p, k]·dy[p, o] over a run of neighbouring pixels; total is [output blocks, input blocks, 16 inputs, 16 outputs].</summary>
/// <param name="xPitch">Floats from an input block of a pixel to its next; so dyPitch.</param>
internal readonly unsafe struct PixelOuterProducts(int inputs, int outBlocks, int xPitch, int dyPitch)
{
    /// <param name="fresh">Whether sums start from zero instead of what total holds.</param>
    public void Run(int pixels, float* x, float* dy, float* total, bool fresh)
    {
        int blocks = (inputs + 15) / 16;
        PixelPair run = new(1, pixels, 16, 0, 16, 0);

        for (int block = 0; block < outBlocks; block++)
        {
            for (int read = 0; read < blocks; read++, total += 256)
            {
                OuterProducts.Run(Math.Min(16, inputs - (read * 16)), run, x + ((nint)read * xPitch), dy + ((nint)block * dyPitch), total, fresh);
            }
        }
    }
}
