using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    /// <summary>Gradients that more than one value holds, and how many do. They are copied when one of them is added to.</summary>
    private readonly Dictionary<Buffer, int> shared = [];

    private Tensor One(Value end)
    {
        Tensor one = Tensor.Allocate(Device, end.Shape, end.Layout);
        one.Write([1f]);
        return one;
    }

    /// <summary>The caller holds the seed, too, so that nothing writes to it or gives it back.</summary>
    private Tensor Borrowed(Tensor seed, Value end)
    {
        Require.That(
            seed.Shape == end.Shape && seed.Layout == end.Layout,
            $"The seed of a result {end.Shape} in the layout {end.Layout} is of its shape and layout; got {seed.Shape} in {seed.Layout}.");
        shared.Add(seed.Data.Buffer, 2);
        return seed;
    }

    /// <summary>Hands the gradient of the first output on to an input that has none yet, where the op passes it unchanged.</summary>
    private bool Passes(Step step, int input, Tensor?[] dys)
    {
        Value value = values[step.Inputs[input]];

        if (!step.Op.PassesGradient(input) || value.Track != Track.Inner || value.Gradient is not null || dys[0] is not { } dy)
        {
            return false;
        }

        value.Gradient = dy;
        shared[dy.Data.Buffer] = shared.GetValueOrDefault(dy.Data.Buffer, 1) + 1;
        return true;
    }

    private Gradient Target(Value value)
    {
        if (value.Gradient is { } existing)
        {
            if (shared.ContainsKey(existing.Data.Buffer))
            {
                value.Gradient = Tensor.Allocate(Device, value.Shape, value.Layout);
                Device.Run(new Copy(existing.Data, value.Gradient.Data));
                Forget(existing.Data.Buffer);
            }

            return new(value.Gradient, Accumulate: true);
        }

        value.Gradient = value.Slot is { } slot
            ? sources[slot.Layout].Gradients![slot]
            : Tensor.Allocate(Device, value.Shape, value.Layout);
        return new(value.Gradient, Accumulate: false);
    }

    private void ReleaseGradient(Value value)
    {
        if (value.Slot is null && value.Gradient is { } gradient)
        {
            value.Gradient = null;
            Forget(gradient.Data.Buffer);
        }
    }

    /// <summary>One holder fewer; the last one gives the memory back.</summary>
    private void Forget(Buffer gradient)
    {
        if (!shared.Remove(gradient, out int holders))
        {
            gradient.Dispose();
        }
        else if (holders > 2)
        {
            shared[gradient] = holders - 1;
        }
    }
}
