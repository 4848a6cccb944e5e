using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Training;

/// <summary>
/// Work that advances step by step. Everything it remembers between two steps lies in its named vectors, so that it
/// can be saved there and goes on with the same bits.
/// </summary>
public interface ITraining
{
    /// <summary>Steps from start to end.</summary>
    long Steps { get; }

    int StepsPerEpoch { get; }

    /// <summary>Every vector that a step changes, by name.</summary>
    IEnumerable<(string Name, WeightBuffer Vector)> State { get; }

    /// <summary>Does step (0-based), which follows the one done before it or the one whose state was loaded.</summary>
    /// <exception cref="DivergedException">The loss or a gradient is NaN or infinite; go on from a state saved before.</exception>
    StepReport Step(long step);
}
