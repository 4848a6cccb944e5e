using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Zoo.Tests;

public class BlockTests
{
    private const double Epsilon = 1e-5f;

    [Theory, OnEveryDevice]
    public void MBConv_that_does_not_expand(Device device)
    {
        Shape x = new(2, 18, 5, 4), w = new(18, 1, 3, 3), p = new(18, 18);
        ComposedLayer.Holds(device, new MBConv(new(18, 18, 1, [3])), x, v =>
        {
            double[] y = NaiveConvolution.Forward(v["x"], x, v["body.0.weight"], w, Window.Same(3), x.C);
            y = [.. NaiveNormalization.Training(y, x, v["body.1.weight"], v["body.1.bias"], Epsilon, true)[0].Select(z => z / (1 + Math.Exp(-z)))];
            y = NaiveConvolution.Forward(y, x, v["body.3.weight"], p, new(1, 1), 1);
            y = NaiveNormalization.Training(y, x, v["body.4.weight"], v["body.4.bias"], Epsilon, true)[0];
            return [.. y.Zip(v["x"], (a, b) => a + b)];
        });
    }

    [Theory]
    [OnEveryDevice(5, 7)]
    [OnEveryDevice(6, 5)]
    [OnEveryDevice(4, 8)]
    public void Factorized_reduction_of_any_size(int height, int width, Device device)
    {
        Shape x = new(2, 3, height, width), a = new(2, 3), b = new(3, 3);
        Shape y = new(2, 5, (height + 1) / 2, (width + 1) / 2);
        Window half = new(1, 1, 2, 2);
        ComposedLayer.Holds(device, new FactorizedReduce(3, 5), x, v =>
        {
            double[] relu = [.. v["x"].Select(z => Math.Max(z, 0))];
            double[] shifted = [.. relu.Select((_, i) => i / width % height + 1 < height && (i % width) + 1 < width ? relu[i + width + 1] : 0)];
            double[] first = NaiveConvolution.Forward(relu, x, v["a.weight"], a, half, 1), second = NaiveConvolution.Forward(shifted, x, v["b.weight"], b, half, 1);
            double[] joined = [.. first.Chunk(2 * y.Area).Zip(second.Chunk(3 * y.Area), (one, other) => one.Concat(other)).SelectMany(image => image)];
            return NaiveNormalization.Training(joined, y, v["norm.weight"], v["norm.bias"], Epsilon, true)[0];
        });
    }
}
