using NativeNas.Kernels;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>
/// A differentiable operation: shapes, forward, backward and cost of one formula in one file. Settings are its
/// fields; forward is pure, so running it again gives the same bits and changes nothing else.
/// </summary>
public abstract record Op
{
    /// <summary>The fewest and the most inputs.</summary>
    protected virtual (int Least, int Most) Count => (1, 1);

    /// <summary>Shapes of the outputs, and of what forward saves for backward.</summary>
    /// <exception cref="ArgumentException">The inputs do not fit; the message names the shape and what was expected.</exception>
    public Signature Infer(ReadOnlySpan<Shape> inputs)
    {
        (int least, int most) = Count;
        Require.That(
            inputs.Length >= least && inputs.Length <= most,
            $"{GetType().Name.Split('`')[0]} takes {(least == most ? $"{least}" : $"{least} to {most}")} inputs; got {inputs.Length}.");
        return InferShapes(inputs);
    }

    /// <summary>The layout that an input must have, null for either: by default x is blocked, and parameters behind it lie in planes.</summary>
    public virtual Layout? LayoutOf(int input) => input == 0 ? Layout.Blocked : Layout.Planes;

    public abstract void Forward(in ForwardPass pass);

    /// <summary>Writes (or adds to) dL/dinput[i] for every input that is wanted.</summary>
    public abstract void Backward(in BackwardPass pass);

    /// <summary>What backward reads, when gradients of the marked inputs are wanted; the tape frees the rest.</summary>
    public abstract Reads Reads(ReadOnlySpan<bool> wanted);

    /// <summary>Whether an input's gradient is that of the first output, unchanged: the tape then hands it on without a copy.</summary>
    public virtual bool PassesGradient(int input) => false;

    /// <summary>Cost of one forward pass on logical elements.</summary>
    public abstract Cost Cost(ReadOnlySpan<Shape> inputs);

    /// <summary><see cref="Infer"/> of as many inputs as the op takes.</summary>
    protected abstract Signature InferShapes(ReadOnlySpan<Shape> inputs);
}
