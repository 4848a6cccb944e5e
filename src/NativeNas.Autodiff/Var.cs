using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>A value on a tape.</summary>
public readonly record struct Var(Tape Tape, int Id)
{
    public Shape Shape => Tape.ShapeOf(Id);

    /// <summary>The tensor behind it, while the tape keeps it.</summary>
    public Tensor Value => Tape.ValueOf(Id);

    /// <summary>Whether backward carries a gradient to it or through it.</summary>
    public bool Tracked => Tape.Tracks(Id);

    public Var Apply(Op op) => Tape.Apply(op, this);
}
