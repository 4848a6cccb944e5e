using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Random;
using NativeNas.Kernels.Reduction;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Reduction;

public class StagedReductionTests
{
    [Theory]
    [InlineData(3, 24, 700)]
    [InlineData(40, 8, 9)]
    [InlineData(1, 40, 9000)]
    [InlineData(7, 16, 1)]
    [InlineData(300, 20, 49)]
    public void Groups_of_threads_find_what_pieces_find(int images, int channels, int area)
    {
        using CpuScalarDevice pieces = new(2), groups = new(2, staged: true), alone = new(1, staged: true);
        float[][] expected = Run(pieces, images, channels, area), actual = Run(groups, images, channels, area);
        Assert.Equal(actual, Run(alone, images, channels, area));

        for (int i = 0; i < expected.Length; i++)
        {
            float bound = 1e-4f * expected[i].Max(MathF.Abs);
            Assert.All(expected[i].Zip(actual[i]), pair => Assert.Equal(pair.First, pair.Second, bound));
        }
    }

    /// <summary>Every reduction over the same pixels.</summary>
    private static float[][] Run(Device device, int images, int channels, int area)
    {
        int blocks = (channels + 15) / 16, length = images * blocks * area * 16;
        using Buffer x = Pixels(device, "x", 3f, channels, blocks, area, length), dy = Pixels(device, "dy", 0.2f, channels, blocks, area, length);
        using Buffer mean = device.Allocate(blocks * 16), variance = device.Allocate(blocks * 16), inverse = device.Allocate(blocks * 16);
        using Buffer dgamma = device.Allocate(blocks * 16), dbeta = device.Allocate(blocks * 16), dbias = device.Allocate(blocks * 16), ds = device.Allocate(blocks * 16);
        using Buffer average = device.Allocate(images * blocks * 16), scale = device.Allocate(images * blocks * 16), sum = device.Allocate(16), dot = device.Allocate(16);
        PixelPieces cut = new(images, channels, area);
        device.Run(new BatchStatistics(cut, 1e-5f, true, x.All, mean.All, variance.All, inverse.All));
        device.Run(new AffineGradients(cut, x.All, dy.All, mean.All, inverse.All, dgamma.All, dbeta.All));
        device.Run(new BiasGradient(images, channels, area, dy.All, dbias.All, false));
        device.Run(new ChannelScaleBackwardScale(images, blocks, area, true, x.All, dy.All, ds.All, false));
        device.Run(new ChannelScaleBackwardScale(images, blocks, area, false, x.All, dy.All, scale.All, false));
        device.Run(new GlobalAverage(images * blocks, area, x.All, average.All));
        device.Run(new SumAll<Itself>(1f / length, dy.All, sum.All));
        device.Run(new Dot(dy.All, dy.All, dot.All));
        return
        [
            mean.All.ToArray(), variance.All.ToArray(), dgamma.All.ToArray(), dbeta.All.ToArray(), dbias.All.ToArray(), ds.All.ToArray(),
            scale.All.ToArray(), average.All.ToArray(), sum.All.ToArray()[..1], dot.All.ToArray()[..1],
        ];
    }

    private static Buffer Pixels(Device device, string path, float centre, int channels, int blocks, int area, int length)
    {
        Rng rng = new Rng(5).At(path);
        Buffer buffer = device.Allocate(length);
        buffer.Write(0, [.. Enumerable.Range(0, length).Select(i => (i / 16 / area % blocks * 16) + (i % 16) < channels ? centre + rng.Uniform(i) - 0.5f : 0f)]);
        return buffer;
    }
}
