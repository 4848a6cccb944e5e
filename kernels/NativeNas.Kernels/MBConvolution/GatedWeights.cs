using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Packed weights of a pointwise product under an image's gate of its inputs, one number a channel.</summary>
internal static unsafe class GatedWeights
{
    /// <summary>y = w·gate, both [output blocks, inputs, 16]: the products of gated inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(int inputs, int outBlocks, float* w, float* gate, float* y)
    {
        Block* from = (Block*)w, to = (Block*)y;

        for (int block = 0; block < outBlocks; block++)
        {
            for (int c = 0; c < inputs; c++)
            {
                *to++ = *from++ * Block.Of(gate[c]);
            }
        }
    }

    /// <summary>y = w·gate, both transposed [input blocks, outputs, 16]: what flows back to the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lanes(int blocks, int outputs, float* w, Block* gate, float* y)
    {
        Block* from = (Block*)w, to = (Block*)y;

        for (int block = 0; block < blocks; block++)
        {
            Block open = gate[block];

            for (int o = 0; o < outputs; o++)
            {
                *to++ = *from++ * open;
            }
        }
    }

    /// <summary>
    /// With m[o, c] = Σ dy[o]·a[c] over an image's pixels: total += gate[c]·m, where there is one, and dgate[c] = Σ_o w[o, c]·m[o, c].
    /// m and total are [output blocks, input blocks, 16 inputs, 16 outputs].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients(int inputs, int outBlocks, float* w, float* gate, float* m, float* total, float* dgate)
    {
        int blocks = (inputs + 15) / 16;
        Block* lanes = stackalloc Block[1];

        for (int c = 0; c < inputs; c++)
        {
            Block open = Block.Of(gate[c]), sum = default;

            for (int block = 0; block < outBlocks; block++)
            {
                nint at = ((((nint)block * blocks) + (c / 16)) * 16) + (c % 16);
                Block product = ((Block*)m)[at];

                if (total is not null)
                {
                    ((Block*)total)[at] = Block.MultiplyAdd(open, product, ((Block*)total)[at]);
                }

                sum = Block.MultiplyAdd(product, ((Block*)w)[((nint)block * inputs) + c], sum);
            }

            *lanes = sum;
            dgate[c] = Lanes((float*)lanes);
        }
    }

    private static float Lanes(float* x)
    {
        float a = x[0], b = x[1], c = x[2], d = x[3];

        for (int i = 4; i < 16; i += 4)
        {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }

        return a + c + (b + d);
    }
}
