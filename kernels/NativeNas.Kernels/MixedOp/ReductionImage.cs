using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// The two strided products of a factorized reduction on one image. Each is as wide as the whole output, with zero
/// weights where the other one writes, so that halves which end inside a block need no joining.
/// </summary>
internal readonly unsafe struct ReductionImage
{
    private readonly MixedPlan plan;
    private readonly float* packed;

    /// <param name="first">Weights [rows, C]; so second.</param>
    /// <param name="packed"><see cref="Constants"/> floats, filled here.</param>
    public ReductionImage(MixedPlan plan, float* first, float* second, float* packed)
    {
        this.plan = plan;
        this.packed = packed;
        int channels = plan.Channels, half = plan.FirstHalf, size = Product(plan);
        new Span<float>(packed, 4 * size).Clear();

        for (int o = 0; o < channels; o++)
        {
            int which = o < half ? 0 : 1;
            float* row = o < half ? first + (o * channels) : second + ((o - half) * channels);

            for (int c = 0; c < channels; c++)
            {
                packed[(which * size) + ((((o / 16) * channels) + c) * 16) + (o % 16)] = row[c];
                packed[((2 + which) * size) + ((((c / 16) * channels) + o) * 16) + (c % 16)] = row[c];
            }
        }
    }

    private int Pixels => plan.OutHeight * plan.OutWidth;

    private int Pitch => Pixels * 16;

    /// <summary>Both products' weights for outputs and for input gradients.</summary>
    public static int Constants(MixedPlan plan) => 4 * Product(plan);

    /// <param name="gathered">Scratch of one image of the output.</param>
    public void Forward(float* x, float* gathered, float* raw)
    {
        for (int which = 0; which < 2; which++)
        {
            Gather(x, which, gathered);
            new PixelProducts(packed + (which * Product(plan)), plan.Channels, plan.Blocks, Pitch, Pitch).Run(Pixels, gathered, raw, accumulate: which == 1);
        }
    }

    /// <summary>dx += the gradient, before the ReLU.</summary>
    /// <param name="scratch">One image of the output.</param>
    public void BackwardInput(float* d, float* scratch, float* dx)
    {
        for (int which = 0; which < 2; which++)
        {
            new PixelProducts(packed + ((2 + which) * Product(plan)), plan.Channels, plan.Blocks, Pitch, Pitch).Run(Pixels, d, scratch, accumulate: false);
            Scatter(scratch, which, dx);
        }
    }

    /// <summary>The outer products of all channels for both convolutions; rows of the other one are not to be read.</summary>
    /// <param name="totals">Two of [blocks, blocks, 16, 16].</param>
    public void BackwardWeight(float* x, float* d, float* gathered, float* totals)
    {
        for (int which = 0; which < 2; which++)
        {
            Gather(x, which, gathered);
            new PixelOuterProducts(plan.Channels, plan.Blocks, Pitch, Pitch).Run(Pixels, gathered, d, totals + (which * plan.Blocks * plan.Blocks * 256), fresh: false);
        }
    }

    private static int Product(MixedPlan plan) => plan.Blocks * plan.Channels * 16;

    /// <summary>relu of every second pixel, from row and column <paramref name="from"/> on, zero beyond the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(float* x, int from, float* to)
    {
        for (int block = 0; block < plan.Blocks; block++)
        {
            for (int row = 0; row < plan.OutHeight; row++)
            {
                for (int column = 0; column < plan.OutWidth; column++, to += 16)
                {
                    int y = (2 * row) + from, z = (2 * column) + from;
                    bool inside = y < plan.Height & z < plan.Width;
                    Vector512<float> value = inside ? Vector512.Load(x + ((((((nint)block * plan.Height) + y) * plan.Width) + z) * 16)) : default;
                    Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512<float>.Zero), Vector512<float>.Zero, value).Store(to);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(float* g, int from, float* dx)
    {
        for (int block = 0; block < plan.Blocks; block++)
        {
            for (int row = 0; row < plan.OutHeight; row++)
            {
                for (int column = 0; column < plan.OutWidth; column++, g += 16)
                {
                    int y = (2 * row) + from, z = (2 * column) + from;

                    if (y < plan.Height & z < plan.Width)
                    {
                        float* at = dx + ((((((nint)block * plan.Height) + y) * plan.Width) + z) * 16);
                        (Vector512.Load(at) + Vector512.Load(g)).Store(at);
                    }
                }
            }
        }
    }
}
