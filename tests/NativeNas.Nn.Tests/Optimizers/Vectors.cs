using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Tests.Optimizers;

/// <summary>A small space of weights, and gradients by step that are the same for every device.</summary>
internal static class Vectors
{
    public const int Count = 7 + 40;

    public static WeightLayout Layout()
    {
        WeightLayout layout = new();
        layout.Add("a", new(7));
        layout.Add("b", new(5, 8));
        return layout;
    }

    public static double[] Numbers(int stream) =>
        [.. Enumerable.Range(0, Count).Select(i => (double)new Rng(11).At(stream).Normal(i))];

    public static WeightBuffer Buffer(Device device, WeightLayout layout, double[] numbers)
    {
        WeightBuffer buffer = new(device, layout);
        buffer["a"].Write([.. numbers[..7].Select(v => (float)v)]);
        buffer["b"].Write([.. numbers[7..].Select(v => (float)v)]);
        return buffer;
    }

    public static double[] Read(WeightBuffer buffer) => [.. buffer["a"].ToArray().Concat(buffer["b"].ToArray()).Select(v => (double)v)];
}
