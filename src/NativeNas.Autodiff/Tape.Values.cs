using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    private enum Track
    {
        None,
        Inner,
        Leaf,
        Weight,
    }

    private sealed class Value(Tensor tensor, Track track)
    {
        public Tensor? Tensor { get; set; } = tensor;

        public Shape Shape { get; } = tensor.Shape;

        public Layout Layout { get; } = tensor.Layout;

        public Track Track { get; } = track;

        /// <summary>Whether the tape made the tensor and gives it back.</summary>
        public bool Owned { get; set; }

        public WeightSlot? Slot { get; set; }

        public Tensor? Gradient { get; set; }

        public void Release()
        {
            if (Owned)
            {
                Tensor?.Data.Buffer.Dispose();
                Tensor = null;
            }
        }
    }

    /// <summary>An op and the values it reads: what makes two applications the same.</summary>
    private readonly struct Application(Op op, int[] inputs) : IEquatable<Application>
    {
        private readonly Op op = op;
        private readonly int[] inputs = inputs;

        public bool Equals(Application other) => inputs.AsSpan().SequenceEqual(other.inputs) && op.Equals(other.op);

        public override bool Equals(object? other) => other is Application application && Equals(application);

        public override int GetHashCode() => inputs.Aggregate(op.GetType().GetHashCode(), (hash, id) => (hash * 31) + id);
    }

    /// <param name="Branch">Of the outputs and the saved values, the one that recorded branches have taken over.</param>
    /// <param name="Values">Values on the tape after the step.</param>
    private sealed record Step(Op Op, int[] Inputs, int[] Outputs, Shape[] Shapes, Tensor[] Saved, Tensor? Branch, bool[] Wanted, Reads Reads, Cost Cost, int Values)
    {
        public void ReleaseSaved() => ReleaseSaved(Saved);

        /// <summary>Takes values saved anew; the branch stays the one that was recorded.</summary>
        public void Renew(Tensor[] saved)
        {
            if (!Reads.Saved)
            {
                ReleaseSaved(saved);
                return;
            }

            for (int i = 0; i < saved.Length; i++)
            {
                if (ReferenceEquals(Saved[i], Branch))
                {
                    saved[i].Data.Buffer.Dispose();
                }
                else
                {
                    Saved[i] = saved[i];
                }
            }
        }

        private void ReleaseSaved(Tensor[] saved)
        {
            foreach (Tensor tensor in saved)
            {
                if (!ReferenceEquals(tensor, Branch))
                {
                    tensor.Data.Buffer.Dispose();
                }
            }
        }
    }

    private sealed class Source(WeightBuffer weights, WeightBuffer? gradients, int[] ids)
    {
        public WeightBuffer Weights { get; } = weights;

        public WeightBuffer? Gradients { get; } = gradients;

        /// <summary>Id of each slot's value plus one; 0 where it has not been read yet.</summary>
        public int[] Ids { get; } = ids;
    }
}
