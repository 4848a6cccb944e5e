using NativeNas.Kernels;

namespace NativeNas.Tensors.Batches;

/// <summary>Images as pixels [N, C, H, W] (row-major planes) and one label an image.</summary>
public sealed class ImageBatch
{
    public ImageBatch(float[] pixels, int[] labels, int channels, int height, int width)
    {
        Require.That(
            pixels.LongLength == (long)labels.Length * channels * height * width,
            $"{labels.Length} images of {channels}×{height}×{width} have {(long)labels.Length * channels * height * width} pixels; got {pixels.LongLength}.");
        (Pixels, Labels, Channels, Height, Width) = (pixels, labels, channels, height, width);
    }

    public float[] Pixels { get; }

    public int[] Labels { get; }

    public int Count => Labels.Length;

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>[N, C, H, W].</summary>
    public Shape Shape => new(Count, Channels, Height, Width);
}
