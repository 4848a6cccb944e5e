using NativeNas.Autodiff;
using NativeNas.Nn.Initializers;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Modules;

/// <summary>A learnable tensor of a module. Its values lie in whatever weight buffer a tape reads.</summary>
public sealed class Parameter(string name, Shape shape, Initializer initial)
{
    private WeightSlot? slot;

    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public Initializer Initial { get; } = initial;

    /// <summary>Where its values lie, once its model is built.</summary>
    public WeightSlot Slot
    {
        get => slot ?? throw new InvalidOperationException($"The parameter '{Name}' {Shape} belongs to no model yet.");
        internal set => slot = slot is null ? value : throw new InvalidOperationException($"The parameter '{slot.Path}' belongs to a model already.");
    }

    public Var On(Tape tape) => tape.Read(Slot);
}
