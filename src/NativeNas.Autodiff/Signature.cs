using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>A value that an op makes.</summary>
public readonly record struct Slot(Shape Shape, Layout Layout = Layout.Blocked)
{
    public static implicit operator Slot(Shape shape) => new(shape);
}

/// <summary>What an op makes: outputs, and values saved for backward alone.</summary>
public readonly record struct Signature(Slot[] Outputs, Slot[] Saved)
{
    public static implicit operator Signature(Shape output) => new([output], []);
}
