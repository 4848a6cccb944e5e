using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// A piece below S is one squeezed channel s: dreduce[s, ·] = Σ dz[s]·mean, dexpand[·, s] = Σ swish(z[s])·du and
/// dz's sum over the images in order; the last piece is Σ du.
/// </summary>
internal readonly unsafe struct SqueezeExciteWeightJob(
    SqueezeExciteGeometry g, CpuWork work, Region mean, Region z, float* du, float* dz, SqueezeExciteWeights<GradientMemory?> dw) : ICpuJob
{
    public void Run(int s)
    {
        if (s == g.Squeezed)
        {
            Put(dw.ExpandBias, du, null, s, 0, 1);
            return;
        }

        Put(dw.Reduce, work.Cells(mean), dz, s, s * g.Channels, 1);
        Put(dw.Expand, du, work.Cells(z), s, s, g.Squeezed);

        if (dw.ReduceBias is { } bias)
        {
            float sum = 0f;

            for (int image = 0; image < g.Images; image++)
            {
                sum += dz[(image * g.SqueezedBlocks * 16) + s];
            }

            float* to = work.Cells(bias.Data) + s;
            *to = bias.Accumulate ? *to + sum : sum;
        }
    }

    /// <summary>to[first + c·step] = Σ factor[n]·vectors[n, c] over the images.</summary>
    /// <param name="factors">dz, taken as it is; z, through swish; null is 1.</param>
    private void Put(GradientMemory? gradient, float* vectors, float* factors, int s, int first, int step)
    {
        if (gradient is not { } to)
        {
            return;
        }

        float* cells = work.Cells(to.Data) + first;

        for (int block = 0; block < g.Blocks; block++)
        {
            Vector512<float> sum = default;

            for (int image = 0; image < g.Images; image++)
            {
                sum = Vector512.FusedMultiplyAdd(
                    Vector512.Load(vectors + (((image * g.Blocks) + block) * 16)), Vector512.Create(Factor(factors, image, s)), sum);
            }

            for (int c = block * 16; c < Math.Min(g.Channels, (block + 1) * 16); c++)
            {
                float* cell = cells + ((nint)c * step);
                *cell = to.Accumulate ? *cell + sum[c & 15] : sum[c & 15];
            }
        }
    }

    private float Factor(float* factors, int image, int s)
    {
        if (factors is null)
        {
            return 1f;
        }

        float factor = factors[(image * g.SqueezedBlocks * 16) + s];
        return factors == dz ? factor : Scalar.Lane(default(Swish).Forward(new Scalar(factor)), 0);
    }
}
