using NativeNas.Kernels.Random;
using NativeNas.Tensors.Batches;

namespace NativeNas.Search.Tests.Studies;

/// <summary>Batches of 8 noisy images of three classes, two an epoch.</summary>
internal sealed class NoiseBatches(string name) : IBatchSource
{
    public static StudyBatches Study => new(new NoiseBatches("search"), new NoiseBatches("validation"), new NoiseBatches("training"), new NoiseBatches("test"));

    public int Classes => 3;

    public int Channels => 1;

    public int Height => 8;

    public int Width => 8;

    public int ImagesPerEpoch => 16;

    public int StepsPerEpoch => 2;

    public ImageBatch At(long step)
    {
        Rng rng = new Rng(4).At(name);
        int[] labels = [.. Enumerable.Range(0, 8).Select(i => (int)((i + step) % 3))];
        return new([.. Enumerable.Range(0, 8 * 64).Select(i => rng.Uniform(i + (512 * step)) + (i / 64 % 3))], labels, 1, 8, 8);
    }
}
