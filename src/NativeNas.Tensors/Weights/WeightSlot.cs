namespace NativeNas.Tensors.Weights;

/// <summary>One named tensor of a weight buffer: its dotted path, its logical shape where it starts (in floats), which one it is.</summary>
public sealed record WeightSlot(WeightLayout Layout, string Path, Shape Shape, int Offset, int Index)
{
    /// <summary>Floats that the slot takes: its logical length rounded up to a block; the rest stays zero.</summary>
    public int Length => (Shape.Length + 15) & ~15;

    public override string ToString() => $"{Path} {Shape}";
}
