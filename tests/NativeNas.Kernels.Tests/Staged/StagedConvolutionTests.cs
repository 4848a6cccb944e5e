using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Tests.Staged;

public class StagedConvolutionTests
{
    [Fact]
    public void Random_shapes_match_the_portable_kernels()
    {
        using CpuScalarDevice staged = new(2, staged: true), oracle = new(2);

        foreach (ConvolutionCase one in ConvolutionCase.Random(40, 140))
        {
            float[] error = one.Error(staged, oracle);
            Assert.True(error.All(e => e <= 1e-5f), $"{string.Join(", ", error)}: {one}");
        }
    }

    [Fact]
    public void Lanes_that_are_no_channel_stay_zero()
    {
        using CpuScalarDevice staged = new(2, staged: true);

        foreach (int channels in new[] { 8, 24, 40 })
        {
            ConvolutionGeometry g = ConvolutionGeometry.Of(2, channels, channels, 1, 5, 3, Window.Same(3, 2));
            float[][] results = new ConvolutionCase(g, Accumulates: false, HasBias: true).On(staged);
            Assert.All(Beyond(results[0], channels, g.OutHeight * g.OutWidth), v => Assert.Equal(0f, v));
            Assert.All(Beyond(results[1], channels, g.Height * g.Width), v => Assert.Equal(0f, v));
        }
    }

    [Fact]
    public void Weight_gradients_of_many_pixels_are_summed_in_runs_with_the_same_bits_whatever_the_threads()
    {
        ConvolutionCase one = new(ConvolutionGeometry.Of(5, 16, 24, 1, 31, 33, new(1, 1)), Accumulates: true, HasBias: false);
        using CpuScalarDevice single = new(1, staged: true), pair = new(2, staged: true), oracle = new(1);
        Assert.Equal(one.On(single)[2], one.On(pair)[2]);
        Assert.True(one.Error(single, oracle)[2] <= 1e-5f);
    }

    [Fact]
    public void Groups_of_part_of_a_block_stay_with_the_portable_kernels()
    {
        ConvolutionGeometry g = ConvolutionGeometry.Of(1, 24, 24, 3, 5, 5, Window.Same(3));
        Assert.False(new ConvolutionForward(g, default, default, null, default).IsStaged);
        Assert.True(new ConvolutionForward(g with { Groups = 1 }, default, default, null, default).IsStaged);
    }

    private static IEnumerable<float> Beyond(float[] values, int channels, int area) =>
        values.Where((_, i) => (i / 16 / area % ((channels + 15) / 16) * 16) + (i % 16) >= channels);
}
