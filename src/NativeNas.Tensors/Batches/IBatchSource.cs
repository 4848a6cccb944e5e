namespace NativeNas.Tensors.Batches;

/// <summary>Batches by step. The batch of a step is a pure function of the source's seed and the step.</summary>
public interface IBatchSource
{
    /// <summary>Classes that labels run over: 0 … Classes − 1.</summary>
    int Classes { get; }

    int Channels { get; }

    int Height { get; }

    int Width { get; }

    /// <summary>Images that one epoch visits.</summary>
    int ImagesPerEpoch { get; }

    /// <summary>Batches in one epoch; step s lies in epoch s / StepsPerEpoch.</summary>
    int StepsPerEpoch { get; }

    /// <summary>The batch of a step (0-based, counted over all epochs). Asking in order is fastest; any order is right.</summary>
    ImageBatch At(long step);

    /// <summary>Says that nobody reads a batch's pixels any more: a later batch may lie where they do.</summary>
    void Return(ImageBatch batch)
    {
    }
}
