using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.SeparableConvolution;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.MixedOp;

/// <summary>A pooling of one block's plane. An average is a depthwise filter of ones, times the share of each output.</summary>
internal readonly unsafe struct PoolPlane
{
    private readonly PlaneGeometry g;
    private readonly bool largest;
    private readonly float* ones, shares;

    /// <param name="constants"><see cref="Constants"/> floats, filled here.</param>
    public PoolPlane(PlaneGeometry g, bool largest, float* constants)
    {
        (this.g, this.largest) = (g, largest);
        ones = constants;
        shares = constants + (g.Window.Taps * 16);
        new Span<float>(ones, g.Window.Taps * 16).Fill(1f);
        new AverageShare(g, countPadding: false).Fill(shares);
    }

    /// <summary>Floats of a copy with its surroundings, and of what is computed from it.</summary>
    public int Padded => Math.Max(Halo.BlockPitch + LargestPlane.Scratch(Halo, g.OutWidth), Readers.Halo.BlockPitch);

    private Halo Halo => PlaneFilter.Inputs(g.Window, 0, g.OutHeight, g.OutWidth);

    private PhasedTaps Readers => new(g.Window, 0, 0, g.Height, g.Width);

    public static int Constants(PlaneGeometry g) => (g.Window.Taps * 16) + ((g.OutHeight * g.OutWidth) + 15 & ~15);

    /// <param name="padded">Scratch, which holds the copy of x after a max pooling.</param>
    public void Forward(float* x, float* padded, float* y)
    {
        Halo halo = Halo;
        PaddedPlane.Fill(halo, x, g.Height, g.Width, largest ? float.NegativeInfinity : 0f, default(Plain), padded);

        if (largest)
        {
            Segment* taps = stackalloc Segment[g.Window.Taps];
            _ = FilterTaps.Each(taps, g.Window, halo);
            new LargestPlane(g.Window, halo, taps).Forward(padded, g.OutHeight, g.OutWidth, padded + halo.BlockPitch, y);
        }
        else
        {
            new PlaneFilter(g.Window, ones).Forward(halo, padded, g.OutHeight, g.OutWidth, y, g.OutWidth * 16);
            Share(y, y);
        }
    }

    /// <summary>dx += the gradient of <see cref="Forward"/>, which has just run on the same scratch and made y.</summary>
    /// <param name="dy">Overwritten.</param>
    /// <param name="gradient">Scratch of <see cref="Padded"/> floats.</param>
    public void Backward(float* padded, float* y, float* dy, float* gradient, float* dx)
    {
        if (largest)
        {
            Halo halo = Halo;
            Segment* taps = stackalloc Segment[g.Window.Taps];
            _ = FilterTaps.Each(taps, g.Window, halo);
            new Span<float>(gradient, halo.BlockPitch).Clear();
            new LargestPlane(g.Window, halo, taps).Backward(padded, g.OutHeight, g.OutWidth, y, dy, gradient);
            PaddedPlane.AddMiddle(halo, gradient, dx, g.Height, g.Width);
        }
        else
        {
            PhasedTaps readers = Readers;
            Share(dy, dy);
            PaddedPlane.Fill(readers.Halo, dy, g.OutHeight, g.OutWidth, 0f, default(Plain), gradient);
            new PlaneFilter(g.Window, ones).BackwardInput(readers, gradient, 0, g.Height, dx, g.Width * 16, accumulate: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Share(float* x, float* y)
    {
        for (int i = 0; i < g.OutHeight * g.OutWidth; i++)
        {
            (Vector512.Load(x + (i * 16)) * Vector512.Create(shares[i])).Store(y + (i * 16));
        }
    }
}
