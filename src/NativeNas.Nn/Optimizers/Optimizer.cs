using NativeNas.Kernels;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Optimizers;

/// <summary>A step rule and what it remembers; steps, moments and settings together are all of its state.</summary>
public abstract class Optimizer(WeightLayout layout) : IDisposable
{
    private readonly List<(string Name, WeightBuffer State)> states = [];

    /// <summary>Steps taken; set it when the states are restored from a checkpoint.</summary>
    public long Steps
    {
        get;
        set
        {
            Require.That(value >= 0, $"An optimizer has taken at least 0 steps; got {value}.");
            field = value;
        }
    }

    /// <summary>Moments by name, to be saved and overwritten on restore.</summary>
    public IEnumerable<(string Name, WeightBuffer State)> States => states;

    /// <summary>Moves the weights against the gradients and counts one step.</summary>
    public void Step(WeightBuffer weights, WeightBuffer gradients, float learningRate)
    {
        Require.That(
            ReferenceEquals(weights.Layout, layout) && ReferenceEquals(gradients.Layout, layout),
            $"The optimizer was made for another layout ({layout.Length} floats); got weights of {weights.Layout.Length} and gradients of {gradients.Layout.Length}.");
        Steps++;
        Move(weights, gradients, learningRate);
    }

    public void Dispose()
    {
        foreach ((_, WeightBuffer state) in states)
        {
            state.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>One step; <see cref="Steps"/> counts it already.</summary>
    protected abstract void Move(WeightBuffer weights, WeightBuffer gradients, float learningRate);

    /// <summary>A zero vector that is part of the state.</summary>
    protected WeightBuffer Remember(string name, WeightBuffer weights)
    {
        WeightBuffer state = new(weights.Device, weights.Layout);
        states.Add((name, state));
        return state;
    }
}
