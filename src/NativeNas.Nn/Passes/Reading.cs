using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Passes;

/// <summary>Weights that a pass reads, and where their gradients go; null where none are wanted.</summary>
public readonly record struct Reading(WeightBuffer Weights, WeightBuffer? Gradients = null)
{
    public static implicit operator Reading(WeightBuffer weights) => new(weights);
}
