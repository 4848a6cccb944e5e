using System.Runtime.ExceptionServices;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>What became of building a batch: the batch, or what was thrown.</summary>
internal sealed record BatchOutcome(ImageBatch? Built, ExceptionDispatchInfo? Error)
{
    public static BatchOutcome Of(IBatchSource source, long step)
    {
        try
        {
            return new(source.At(step), null);
        }
        catch (Exception e)
        {
            return new(null, ExceptionDispatchInfo.Capture(e));
        }
    }

    public ImageBatch Batch()
    {
        Error?.Throw();
        return Built!;
    }
}
