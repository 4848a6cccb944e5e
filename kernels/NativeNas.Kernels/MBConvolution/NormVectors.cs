using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>A <see cref="ChannelNorm"/> by address, applied to runs of one block's pixels.</summary>
internal readonly unsafe struct NormVectors(Block* mean, Block* inverse, Block* gamma, Block* beta)
{
    private readonly Block* mean = mean, inverse = inverse, gamma = gamma, beta = beta;

    public static NormVectors Of(CpuWork work, ChannelNorm norm) =>
        new((Block*)work.Cells(norm.Mean), (Block*)work.Cells(norm.Inverse), (Block*)work.Cells(norm.Gamma), (Block*)work.Cells(norm.Beta));

    /// <summary>y = f(norm(x)).</summary>
    /// <returns>Σ y.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Block Activate<TFunction>(TFunction f, int block, int pixels, float* input, float* output)
        where TFunction : struct, IUnary
    {
        Block* x = (Block*)input, y = (Block*)output;
        Block m = mean[block], scale = inverse[block] * gamma[block], shift = beta[block], a = default, b = default;
        int i = 0;

        for (; i + 1 < pixels; i += 2)
        {
            Memory.AskAhead((float*)(x + i));
            Memory.AskAhead((float*)(x + i + 1));
            Block p = f.Forward(Block.MultiplyAdd(x[i] - m, scale, shift)), q = f.Forward(Block.MultiplyAdd(x[i + 1] - m, scale, shift));
            y[i] = p;
            y[i + 1] = q;
            a += p;
            b += q;
        }

        if (i < pixels)
        {
            Block p = f.Forward(Block.MultiplyAdd(x[i] - m, scale, shift));
            y[i] = p;
            a += p;
        }

        return a + b;
    }

    /// <summary>y = norm(x) [+ beside].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(int block, int pixels, float* input, float* beside, float* output)
    {
        Block* x = (Block*)input, added = (Block*)beside, y = (Block*)output;
        Block m = mean[block], scale = inverse[block] * gamma[block], shift = beta[block];

        for (int i = 0; i < pixels; i++)
        {
            Block u = Block.MultiplyAdd(x[i] - m, scale, shift);
            y[i] = added is null ? u : u + added[i];
        }
    }

    /// <summary>y = f(norm(x)) and slope = f′ there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Activate<TFunction>(TFunction f, int block, int pixels, float* input, float* output, float* derivative)
        where TFunction : struct, IUnary
    {
        Block* x = (Block*)input, y = (Block*)output, slope = (Block*)derivative;
        Block m = mean[block], scale = inverse[block] * gamma[block], shift = beta[block];

        for (int i = 0; i < pixels; i++)
        {
            Memory.AskAhead((float*)(x + i));
            y[i] = TFunction.Both(f, Block.MultiplyAdd(x[i] - m, scale, shift), out Block steep);
            slope[i] = steep;
        }
    }

    /// <summary>dy = (da + lead)·dy, where dy holds f′ before.</summary>
    /// <param name="sums">Σ dy and Σ dy·(x − mean) of the runs before; this one is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Descend(int block, int pixels, float* input, float* da, Block lead, float* gradient, AffineSums<Block>* sums)
    {
        Block* x = (Block*)input, d = (Block*)da, dy = (Block*)gradient;
        Block m = mean[block], a = sums->Shift, b = default, p = sums->Scale, q = default;
        int i = 0;

        for (; i + 1 < pixels; i += 2)
        {
            Block first = (d[i] + lead) * dy[i], second = (d[i + 1] + lead) * dy[i + 1];
            dy[i] = first;
            dy[i + 1] = second;
            a += first;
            b += second;
            p = Block.MultiplyAdd(first, x[i] - m, p);
            q = Block.MultiplyAdd(second, x[i + 1] - m, q);
        }

        if (i < pixels)
        {
            Block last = (d[i] + lead) * dy[i];
            dy[i] = last;
            a += last;
            p = Block.MultiplyAdd(last, x[i] - m, p);
        }

        sums->Shift = a + b;
        sums->Scale = p + q;
    }

    /// <summary>dx = γ·inverse·(dy − dβ/n − x̂·dγ/n).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(NormSumVectors sums, int block, int pixels, float* input, float* gradient, float* output)
    {
        Block* x = (Block*)input, dy = (Block*)gradient, dx = (Block*)output;
        Block m = mean[block], rate = inverse[block] * gamma[block], n = Block.Of(sums.Share);
        Block along = -(rate * inverse[block] * (sums.DGamma[block] * n)), apart = -(rate * (sums.DBeta[block] * n));

        for (int i = 0; i < pixels; i++)
        {
            Memory.AskAhead((float*)(x + i));
            Memory.AskAhead((float*)(dy + i));
            dx[i] = Block.MultiplyAdd(rate, dy[i], Block.MultiplyAdd(along, x[i] - m, apart));
        }
    }
}
