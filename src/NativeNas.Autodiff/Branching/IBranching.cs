using NativeNas.Tensors;

namespace NativeNas.Autodiff.Branching;

/// <summary>An op of one input that is put together from smooth pieces: at a kink an element goes over to another branch.</summary>
public interface IBranching
{
    /// <summary>The same op with its branches as a second input that has no gradient; null where it has no kinks.</summary>
    Op? Held { get; }

    /// <summary>Of what a forward pass made, the tensor that tells each element's branch.</summary>
    Tensor Branch(in ForwardPass pass);
}
