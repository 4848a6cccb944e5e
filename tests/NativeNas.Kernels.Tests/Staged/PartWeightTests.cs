using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp.Staged;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Staged;

/// <summary>Gradients of the depthwise weights of a mixed operation's parts.</summary>
public class PartWeightTests
{
    [Fact]
    public void Pieces_are_few_however_many_tiles_there_are()
    {
        foreach (int tiles in new[] { 1, 63, 64, 65, 1000, 4096, 4097, 100_000, 10_000_000 })
        {
            int run = PartLaunch.Run(tiles);
            Assert.InRange((tiles + run - 1) / run, Math.Min(tiles, 64), 256);
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 9)]
    [InlineData(17, 3)]
    public void What_no_output_reads_through_a_tap_is_not_in_its_gradient(int height, int width)
    {
        PlaneGeometry g = PlaneGeometry.Of(2, 16, height, width, Window.Same(3));
        using CpuScalarDevice device = new(1, staged: true);
        using Buffer x = device.Allocate(g.Images * height * width * 16), dy = device.Allocate(x.Length), expected = device.Allocate(9 * 16), actual = device.Allocate(9 * 16);
        float[] values = [.. Enumerable.Range(0, x.Length).Select(i => 1f + (i % 7))];

        // The last pixel, through whose first taps only outputs beyond the image would read it.
        values.AsSpan(values.Length - 16).Fill(float.PositiveInfinity);
        x.Write(0, values);
        dy.Write(0, [.. Enumerable.Range(0, dy.Length).Select(i => 1f + (i % 5))]);
        device.Run(new DepthwiseBackwardWeight(g, x.All, dy.All, expected.All));
        PointerView<Scalar> read = device.View(x.All);
        TilePart<PointerView<Scalar>> part = new(g.Window, 0, read, read, read, read, read, read, device.View(dy.All));
        PartLaunch.Weights<PointerView<Scalar>, Scalar, Relu>(device, g, default, [part], [new(actual.All, false)], packed: true);
        Assert.Contains(expected.All.ToArray(), float.IsFinite);
        Assert.Contains(expected.All.ToArray(), float.IsPositiveInfinity);
        Assert.Equal(expected.All.ToArray(), actual.All.ToArray());
    }
}
