using NativeNas.Data.Sets;
using NativeNas.Kernels;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>
/// Builds the batches that follow the one last asked for on one background thread, at most <c>ahead</c> of them.
/// The batches are those of the inner source, whatever the order of asking.
/// </summary>
public sealed class BatchLoader : IBatchSource, IDisposable
{
    private readonly IBatchSource inner;
    private readonly int ahead;
    private readonly object asking = new();
    private readonly object gate = new();
    private readonly Dictionary<long, BatchOutcome> ready = [];
    private readonly Thread worker;
    private long first;
    private bool closed;

    public BatchLoader(ImageSubset images, BatchSettings settings, int ahead = 4)
        : this(new ShuffledBatches(images, settings), ahead)
    {
    }

    public BatchLoader(ImageSet images, BatchSettings settings, int ahead = 4)
        : this(images.All, settings, ahead)
    {
    }

    public BatchLoader(IBatchSource inner, int ahead)
    {
        Require.That(ahead > 0, $"A loader works at least one batch ahead; got {ahead}.");
        (this.inner, this.ahead) = (inner, ahead);
        worker = new(Work) { IsBackground = true, Name = "batch loader" };
        worker.Start();
    }

    public int Classes => inner.Classes;

    public int Channels => inner.Channels;

    public int Height => inner.Height;

    public int Width => inner.Width;

    public int ImagesPerEpoch => inner.ImagesPerEpoch;

    public int StepsPerEpoch => inner.StepsPerEpoch;

    /// <summary>The batch of a step. What the inner source threw for that step is thrown here.</summary>
    public ImageBatch At(long step)
    {
        lock (asking)
        {
            return Take(step).Batch();
        }
    }

    public void Return(ImageBatch batch) => inner.Return(batch);

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            ready.Clear();
            Monitor.PulseAll(gate);
        }

        worker.Join();
    }

    private BatchOutcome Take(long step)
    {
        lock (gate)
        {
            MoveWindow(step);
            BatchOutcome? outcome;

            while (!ready.TryGetValue(step, out outcome))
            {
                ObjectDisposedException.ThrowIf(closed, this);
                Monitor.Wait(gate);
            }

            MoveWindow(step + 1);
            return outcome;
        }
    }

    private void MoveWindow(long step)
    {
        first = step;

        foreach (long outside in ready.Keys.Where(s => !InWindow(s)).ToArray())
        {
            ready.Remove(outside);
        }

        Monitor.PulseAll(gate);
    }

    private bool InWindow(long step) => step >= first && step - first < ahead;

    private void Work()
    {
        while (NextStep() is { } step)
        {
            BatchOutcome outcome = BatchOutcome.Of(inner, step);

            lock (gate)
            {
                if (InWindow(step) && !closed)
                {
                    ready[step] = outcome;
                    Monitor.PulseAll(gate);
                }
            }
        }
    }

    /// <summary>The first step of the window that is not built yet; null when the loader is closed.</summary>
    private long? NextStep()
    {
        lock (gate)
        {
            while (!closed)
            {
                for (long step = first; InWindow(step); step++)
                {
                    if (!ready.ContainsKey(step))
                    {
                        return step;
                    }
                }

                Monitor.Wait(gate);
            }

            return null;
        }
    }
}
