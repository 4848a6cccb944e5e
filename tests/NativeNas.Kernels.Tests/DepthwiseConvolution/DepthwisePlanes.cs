using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Random;

namespace NativeNas.Kernels.Tests.DepthwiseConvolution;

/// <summary>Random windows over odd planes.</summary>
internal static class DepthwisePlanes
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    public static PlaneGeometry Of(int seed)
    {
        Rng rng = new Rng((ulong)seed).At("planes");
        Window window = new(
            1 + rng.Below(9, 0), 1 + rng.Below(11, 1), 1 + rng.Below(3, 2), 1 + rng.Below(3, 3), 1 + rng.Below(3, 4), 1 + rng.Below(3, 5),
            rng.Below(5, 6), rng.Below(5, 7), rng.Below(5, 8), rng.Below(5, 9));
        return PlaneGeometry.Of(
            1 + rng.Below(3, 10), 1 + rng.Below(40, 11), window.SpanHeight + rng.Below(20, 12), window.SpanWidth + rng.Below(40, 13), window);
    }

    /// <summary>With a window whose size is a type.</summary>
    public static PlaneGeometry OfSquare(int seed)
    {
        Rng rng = new Rng((ulong)seed).At("squares");
        Window window = Window.Padded(3 + (2 * (seed % 3)), 1 + rng.Below(2, 0), 1 + rng.Below(2, 1), rng.Below(5, 2));
        return PlaneGeometry.Of(
            1 + rng.Below(3, 3), 1 + rng.Below(40, 4), window.SpanHeight + rng.Below(30, 5), window.SpanWidth + rng.Below(30, 6), window);
    }

    /// <summary>Random channels of blocked pixels; zeros in the lanes beyond.</summary>
    public static float[] Pixels(int seed, string name, int images, int channels, int pixels)
    {
        Rng rng = new Rng((ulong)seed).At(name);
        int blocks = (channels + 15) / 16;
        float[] cells = new float[images * blocks * pixels * 16];

        for (int i = 0; i < cells.Length; i++)
        {
            int channel = (i / 16 / pixels % blocks * 16) + (i % 16);
            cells[i] = channel < channels ? rng.Uniform(i) - 0.5f : 0f;
        }

        return cells;
    }

    public static void Near(float[] expected, float[] actual)
    {
        float scale = expected.Select(Math.Abs).Append(1e-3f).Max();

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5f * scale, $"Float {i}: {actual[i]} for {expected[i]}.");
        }
    }
}
