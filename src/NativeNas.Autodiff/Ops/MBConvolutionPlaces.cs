namespace NativeNas.Autodiff.Ops;

/// <summary>Which input of an <see cref="MBConvolution{TFunction}"/> is what.</summary>
internal readonly record struct MBConvolutionPlaces(int Groups, bool Expands, bool Squeezes)
{
    /// <summary>w, then γ₁ and β₁.</summary>
    public int Expand => 1;

    /// <summary>The groups' weights, then γ₂ and β₂.</summary>
    public int Filters => Expands ? 4 : 1;

    /// <summary>Weight and bias.</summary>
    public int Reduce => Filters + Groups + 2;

    /// <summary>Weight and bias.</summary>
    public int Excite => Reduce + 2;

    /// <summary>w, then γ₃ and β₃.</summary>
    public int Project => Reduce + (Squeezes ? 4 : 0);

    public int Count => Project + 3;

    /// <summary>γ of a norm: 0 of the expansion, 1 of the depthwise convolution, 2 of the projection. β follows.</summary>
    public int Gamma(int norm) => norm switch { 0 => Expand + 1, 1 => Filters + Groups, _ => Project + 1 };

    /// <summary>Place of a norm among those that there are.</summary>
    public int Norm(int norm) => Expands ? norm : norm - 1;

    /// <summary>Mean among the outputs. The variance follows.</summary>
    public int Mean(int norm) => 1 + (2 * Norm(norm));

    /// <summary>What the norm reads, among what is saved. 1/deviation follows.</summary>
    public int Raw(int norm) => 2 * Norm(norm);

    /// <summary>The squeeze-excite's means, among what is saved. What is squeezed and the gate follow.</summary>
    public int Pooled => 2 * (Expands ? 3 : 2);
}
