using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

/// <summary>What may become of an edge's input; every candidate but the identity ends in a norm of its own.</summary>
public abstract record Candidate
{
    private Candidate()
    {
    }

    /// <summary>y = x.</summary>
    public sealed record Identity : Candidate;

    /// <summary>The largest x under a window → norm.</summary>
    public sealed record MaxPool(Window Window) : Candidate;

    /// <summary>The mean of x under a window, over the positions inside the image → norm.</summary>
    public sealed record AveragePool(Window Window) : Candidate;

    /// <summary>ReLU → depthwise → pointwise → norm with the first window, then again with the second where there is one.</summary>
    public sealed record Separable(Window First, Window? Second = null) : Candidate;

    /// <summary>ReLU → two 1×1 convolutions of stride 2, the second one pixel further, side by side → norm.</summary>
    public sealed record FactorizedReduction : Candidate;
}
