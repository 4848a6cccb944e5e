using System.Globalization;
using NativeNas.Kernels;

namespace NativeNas.Data.Sets;

/// <summary>Data sets from a program's own arrays: pixels [N, C, H, W] and labels 0 … classes − 1.</summary>
public static class MemoryData
{
    public static ImageSet Images(float[] pixels, int[] labels, int channels, int height, int width, int classes)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            Require.That(float.IsFinite(pixels[i]), $"Pixel {i} is {pixels[i]}; expected a finite number.");
        }

        return ImageSet.OfFloats(pixels, labels, channels, height, width, Names(classes));
    }

    /// <summary>Trains on one pair of arrays and tests on the other.</summary>
    public static DataSet Create(
        (float[] Pixels, int[] Labels) train,
        (float[] Pixels, int[] Labels) test,
        int channels,
        int height,
        int width,
        int classes,
        string name = "memory") =>
        new(
            name,
            Images(train.Pixels, train.Labels, channels, height, width, classes),
            Images(test.Pixels, test.Labels, channels, height, width, classes));

    /// <summary>Class names "0", "1", … for data that names none.</summary>
    internal static string[] Names(int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
}
