using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>A pooling of one block's plane by rows. An average is the total, times the share of each output.</summary>
internal readonly unsafe struct PoolPlane
{
    private readonly PlaneGeometry g;
    private readonly bool largest;
    private readonly float* shares;

    /// <param name="constants"><see cref="Constants"/> floats, filled here.</param>
    public PoolPlane(PlaneGeometry g, bool largest, float* constants)
    {
        (this.g, this.largest) = (g, largest);
        shares = constants;

        if (!largest)
        {
            new AverageShare(g, countPadding: false).Fill(shares);
        }
    }

    /// <summary>Floats of scratch that either pass takes.</summary>
    public int Scratch => largest ? new LargestBackward(g).Scratch : new AverageBackward(g, shares).Scratch;

    public static int Constants(PlaneGeometry g) => (g.OutHeight * g.OutWidth) + 15 & ~15;

    /// <summary>Readies scratch for rows.</summary>
    public void Surround(float* scratch)
    {
        if (largest)
        {
            new PoolRows<LargestRule>(g).Surround(scratch);
        }
        else
        {
            new PoolRows<TotalRule>(g).Surround(scratch);
        }
    }

    /// <summary>One row of outputs.</summary>
    /// <param name="scratch">Surrounded.</param>
    public void Forward(float* x, int row, float* scratch, float* y)
    {
        if (largest)
        {
            new PoolRows<LargestRule>(g).Forward(x, row, scratch, y);
        }
        else
        {
            new PoolRows<TotalRule>(g).Forward(x, row, scratch, y);
            Share(y, shares + (row * g.OutWidth), g.OutWidth);
        }
    }

    /// <summary>dx += the gradient through a norm and the pooling that it reads.</summary>
    public void Backward(float* x, float* dy, in NormRates rates, Vector512<float> mean, float* scratch, float* dx)
    {
        if (largest)
        {
            new LargestBackward(g).Run(x, dy, rates, mean, scratch, dx);
        }
        else
        {
            new AverageBackward(g, shares).Run(x, dy, rates, mean, scratch, dx);
        }
    }

    /// <summary>Each of a row's pixels times its share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Share(float* x, float* shares, int pixels)
    {
        for (int i = 0; i < pixels; i++)
        {
            (Vector512.Load(x + (i * 16)) * Vector512.Create(shares[i])).Store(x + (i * 16));
        }
    }
}
