using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Random;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Staged;

/// <summary>A convolution with random numbers, forward and both gradients, on any device.</summary>
internal sealed record ConvolutionCase(ConvolutionGeometry Geometry, bool Accumulates, bool HasBias)
{
    /// <summary>Random shapes: strides, dilations, paddings, groups, images in planes.</summary>
    public static IEnumerable<ConvolutionCase> Random(int count, int mostChannels)
    {
        for (int i = 0, found = 0; found < count; i++)
        {
            Rng rng = new Rng(1).At($"case {i}");
            int draw = 0;
            int Next(int from, int to) => from + (int)(rng.Uniform(draw++) * (to - from));
            int kernel = Next(1, 6), groups = Next(0, 4) == 0 ? 2 : 1, step = groups == 1 ? 1 : 32;
            Window window = Next(0, 3) == 0
                ? new(1, 1)
                : new(kernel, Next(1, 4), Next(1, 4), Next(1, 3), Next(1, 3), Next(1, 3), Next(0, kernel), Next(0, 3), Next(0, kernel), Next(0, 3));
            int height = Next(1, 12), width = Next(1, 12), channels = Next(1, (mostChannels / step) + 1) * step, outputs = Next(1, (mostChannels / step) + 1) * step;

            if (height + window.Top + window.Bottom >= window.SpanHeight && width + window.Left + window.Right >= window.SpanWidth)
            {
                found++;
                ConvolutionGeometry g = ConvolutionGeometry.Of(Next(1, 8), channels, outputs, groups, height, width, window);
                yield return new(g with { Planes = groups == 1 && Next(0, 4) == 0 ? 1 : 0 }, Next(0, 2) == 0, Next(0, 2) == 0);
            }
        }
    }

    /// <returns>y, dx and dw with all lanes; memory that is written begins as NaN, or as numbers where it is added to.</returns>
    public float[][] On(Device device)
    {
        ConvolutionGeometry g = Geometry;
        int pixels = g.Height * g.Width, filters = g.OutChannels * g.Inputs * g.Window.Taps;
        float[] image = g.Planes != 0 ? Numbers("x", g.Images * g.Channels * pixels) : Blocked("x", g.Channels, pixels);
        float[] weights = Numbers("w", filters), gradient = Blocked("dy", g.OutChannels, g.OutHeight * g.OutWidth);
        using Buffer x = Put(device, image), w = Put(device, weights), dy = Put(device, gradient), bias = Put(device, Numbers("bias", g.OutChannels));
        using Buffer y = Put(device, Start(gradient, false)), dx = Put(device, Start(image, Accumulates)), dw = Put(device, Start(weights, Accumulates));
        using Buffer packed = device.Allocate(g.PackedLength), transposed = device.Allocate(g.PackedTransposedLength);
        device.Run(new PackFilters(g, transposed: false, w.All, packed.All));
        device.Run(new PackFilters(g, transposed: true, w.All, transposed.All));
        device.Run(new ConvolutionForward(g, x.All, packed.All, HasBias ? bias.All : null, y.All));
        device.Run(new ConvolutionBackwardInput(g, dy.All, transposed.All, dx.All, Accumulates));
        device.Run(new ConvolutionBackwardWeight(g, x.All, dy.All, dw.All, Accumulates));
        return [y.All.ToArray(), g.Planes != 0 ? dx.All.ToArray()[..(g.Images * g.Channels * pixels)] : dx.All.ToArray(), dw.All.ToArray()[..filters]];
    }

    /// <summary>max |a − b| / max |b| of each result.</summary>
    public float[] Error(Device device, Device oracle) =>
        [.. On(device).Zip(On(oracle), (a, b) => a.Zip(b, (p, q) => MathF.Abs(p - q)).Aggregate(0f, MathF.Max) / MathF.Max(1e-20f, b.Max(MathF.Abs)))];

    private static float[] Start(float[] present, bool accumulates) => accumulates ? present : [.. present.Select(_ => float.NaN)];

    /// <summary>Rounded up to blocks with zeros.</summary>
    private static float[] Numbers(string name, int length)
    {
        Rng rng = new Rng(2).At(name);
        return [.. Enumerable.Range(0, (length + 15) & ~15).Select(i => i < length ? (2 * rng.Uniform(i)) - 1 : 0)];
    }

    private float[] Blocked(string name, int channels, int area)
    {
        int blocks = (channels + 15) / 16;
        float[] numbers = Numbers(name, Geometry.Images * blocks * area * 16);
        return [.. numbers.Select((v, i) => (i / 16 / area % blocks * 16) + (i % 16) < channels ? v : 0)];
    }

    private static Buffer Put(Device device, float[] values)
    {
        Buffer buffer = device.Allocate(values.Length);
        buffer.All.Write(values);
        return buffer;
    }
}
