using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>
/// A differentiable operation: shapes, forward, backward and cost of one formula in one file. Settings are its
/// fields; forward is pure, so running it again gives the same bits and changes nothing else.
/// </summary>
public abstract record Op
{
    /// <summary>Shapes of the outputs, and of what forward saves for backward.</summary>
    /// <exception cref="ArgumentException">The inputs do not fit; the message names the shape and what was expected.</exception>
    public abstract Signature Infer(ReadOnlySpan<Shape> inputs);

    public abstract void Forward(in ForwardPass pass);

    /// <summary>Writes (or adds to) dL/dinput[i] for every input that is wanted.</summary>
    public abstract void Backward(in BackwardPass pass);

    /// <summary>What backward reads, when gradients of the marked inputs are wanted; the tape frees the rest.</summary>
    public abstract Reads Reads(ReadOnlySpan<bool> wanted);

    /// <summary>Cost of one forward pass on logical elements.</summary>
    public abstract Cost Cost(ReadOnlySpan<Shape> inputs);
}
