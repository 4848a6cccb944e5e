using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Tests.DepthwiseConvolution;

/// <summary>A filter over copies with zeros around them does what it does in place.</summary>
public unsafe class PlaneFilterTests
{
    [Theory]
    [MemberData(nameof(DepthwisePlanes.Seeds), MemberType = typeof(DepthwisePlanes))]
    public void Outputs_are_the_same(int seed)
    {
        PlaneGeometry g = Single(seed);
        float[] x = Pixels(seed, "x", g.Height * g.Width), w = Pixels(seed, "w", g.Window.Taps);
        float[] inPlace = new float[g.OutHeight * g.OutWidth * 16], copied = new float[inPlace.Length];
        Halo halo = PlaneFilter.Inputs(g.Window, 0, g.OutHeight, g.OutWidth);
        float[] padded = new float[halo.BlockPitch];

        fixed (float* px = x, pw = w, py = inPlace, pc = copied, pp = padded)
        {
            Surface surface = Surface.Blocked(px, 1, 16, g.Height, g.Width);
            halo.Fill(surface, 0, 0, 1, pp);
            new PlaneSweep(g.Window, pw, backward: false).Run(Plane.Of(surface, 0, 0), 0, g.OutHeight, g.OutWidth, py, g.OutWidth * 16, accumulate: false);
            new PlaneFilter(g.Window, pw).Forward(halo, pp, g.OutHeight, g.OutWidth, pc, g.OutWidth * 16);
        }

        DepthwisePlanes.Near(inPlace, copied);
    }

    [Theory]
    [MemberData(nameof(DepthwisePlanes.Seeds), MemberType = typeof(DepthwisePlanes))]
    public void Input_gradients_are_the_same(int seed)
    {
        PlaneGeometry g = Single(seed);
        float[] dy = Pixels(seed, "dy", g.OutHeight * g.OutWidth), w = Pixels(seed, "w", g.Window.Taps);
        float[] inPlace = new float[g.Height * g.Width * 16], copied = new float[inPlace.Length];
        PhasedTaps readers = new(g.Window, 0, 0, g.Height, g.Width);
        float[] padded = new float[readers.Halo.BlockPitch];

        fixed (float* pdy = dy, pw = w, py = inPlace, pc = copied, pp = padded)
        {
            Surface surface = Surface.Blocked(pdy, 1, 16, g.OutHeight, g.OutWidth);
            readers.Halo.Fill(surface, 0, 0, 1, pp);
            new PlaneSweep(g.Window, pw, backward: true).Run(Plane.Of(surface, 0, 0), 0, g.Height, g.Width, py, g.Width * 16, accumulate: false);
            new PlaneFilter(g.Window, pw).BackwardInput(readers, pp, 0, g.Height, pc, g.Width * 16, accumulate: false);
        }

        DepthwisePlanes.Near(inPlace, copied);
    }

    [Theory]
    [MemberData(nameof(DepthwisePlanes.Seeds), MemberType = typeof(DepthwisePlanes))]
    public void Weight_gradients_are_the_same(int seed)
    {
        PlaneGeometry g = Single(seed);
        float[] x = Pixels(seed, "x", g.Height * g.Width), dy = Pixels(seed, "dy", g.OutHeight * g.OutWidth);
        float[] inPlace = new float[g.Window.Taps * 16], copied = new float[inPlace.Length];
        Halo halo = PlaneFilter.Inputs(g.Window, 0, g.OutHeight, g.OutWidth);
        float[] padded = new float[halo.BlockPitch];

        fixed (float* px = x, pdy = dy, py = inPlace, pc = copied, pp = padded)
        {
            Surface surface = Surface.Blocked(px, 1, 16, g.Height, g.Width);
            halo.Fill(surface, 0, 0, 1, pp);
            new WeightSweep(g.Window).Run(Plane.Of(surface, 0, 0), 0, g.OutHeight, g.OutWidth, pdy, g.OutWidth * 16, py);
            PlaneFilter.BackwardWeight(g.Window, halo, pp, g.OutHeight, g.OutWidth, pdy, g.OutWidth * 16, pc);
        }

        DepthwisePlanes.Near(inPlace, copied);
    }

    private static PlaneGeometry Single(int seed) => DepthwisePlanes.Of(seed) with { Images = 1, Channels = 16, Blocks = 1 };

    private static float[] Pixels(int seed, string name, int pixels) => DepthwisePlanes.Pixels(seed, name, 1, 16, pixels);
}
