using NativeNas.Data.Sets;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Tests;

/// <summary>Images whose every pixel is 1 + the number of the image.</summary>
internal static class Toy
{
    public static ImageSet Images(int count, int side = 4, int channels = 2) => MemoryData.Images(
        [.. Enumerable.Range(0, count * channels * side * side).Select(i => 1f + (i / (channels * side * side)))],
        [.. Enumerable.Range(0, count).Select(i => i % 3)],
        channels,
        side,
        side,
        3);

    /// <summary>The numbers of the images in a batch that was not augmented.</summary>
    public static IEnumerable<int> Numbers(ImageBatch batch)
    {
        int length = batch.Channels * batch.Height * batch.Width;
        return Enumerable.Range(0, batch.Count).Select(i => (int)batch.Pixels[i * length] - 1);
    }
}
