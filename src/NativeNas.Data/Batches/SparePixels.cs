using System.Collections.Concurrent;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>Arrays of batches that nobody needs any more, for the next ones of the same size; otherwise each step would leave a large array to the garbage collector.</summary>
internal sealed class SparePixels
{
    private readonly ConcurrentBag<float[]> arrays = [];

    /// <summary>Of any content.</summary>
    public float[] Take(int length) => arrays.TryTake(out float[]? array) && array.Length == length ? array : new float[length];

    public void Give(ImageBatch batch) => arrays.Add(batch.Pixels);
}
