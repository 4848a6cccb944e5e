using NativeNas.Tensors.Batches;

namespace NativeNas.Search.Studies;

/// <summary>Of a source, the first batch and the last, which may be smaller.</summary>
internal sealed class FirstAndLastBatch(IBatchSource source) : IBatchSource
{
    public int Classes => source.Classes;

    public int Channels => source.Channels;

    public int Height => source.Height;

    public int Width => source.Width;

    public int ImagesPerEpoch => source.ImagesPerEpoch;

    public int StepsPerEpoch => Math.Min(2, source.StepsPerEpoch);

    public ImageBatch At(long step) => source.At(step == 0 ? 0 : source.StepsPerEpoch - 1);

    public void Return(ImageBatch batch) => source.Return(batch);
}
