using NativeNas.Kernels.Devices;
using NativeNas.Tensors.Batches;

namespace NativeNas.Nn.Training;

/// <summary>A source's batches; a device that runs ahead of its host fetches the next one while it computes.</summary>
public sealed class ForeseenBatches(IBatchSource source, Device device) : IDisposable
{
    private (long Step, ImageBatch Batch)? next;

    public ImageBatch At(long step)
    {
        if (next is { } foreseen && foreseen.Step == step)
        {
            next = null;
            return foreseen.Batch;
        }

        Drop();
        return source.At(step);
    }

    /// <summary>Call it when the work of the step before was given to the device.</summary>
    /// <param name="steps">All there are.</param>
    public void Foresee(long step, long steps)
    {
        Drop();

        if (device.RunsAhead && step < steps)
        {
            next = (step, source.At(step));
            device.Foresee(next.Value.Batch.Pixels);
        }
    }

    public void Dispose() => Drop();

    private void Drop()
    {
        if (next is { } foreseen)
        {
            next = null;
            device.Forget(foreseen.Batch.Pixels);
            source.Return(foreseen.Batch);
        }
    }
}
