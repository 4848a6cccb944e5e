using NativeNas.Kernels;
using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// An inverted residual block with the statistics of the batch as one op: o = project(gate·f(norm₂(d))),
/// d = depthwise(f(norm₁(e))), e = expand(x), y = norm₃(o) + x. Kept for backward are e, d, o as the products gave them,
/// each written once; what lies between is computed again.
/// </summary>
/// <remarks>
/// Inputs in this order, those in brackets where the settings say so: x, [expand w, γ₁, β₁], the weights of each group
/// of the depthwise convolution, γ₂, β₂, [reduce w, b, excite w, b of a squeeze-excite], project w, γ₃, β₃. Outputs: y,
/// then mean and unbiased variance of each norm.
/// </remarks>
/// <param name="Expands">Whether there is an e; else d is convolved from x itself.</param>
/// <param name="Squeezes">Whether there is a gate: that of a squeeze-excite with swish inside.</param>
/// <param name="Residual">Whether x is added; its shape is y's then.</param>
public sealed partial record MBConvolution<TFunction>(
    MixConvolution Depthwise, bool Expands, bool Squeezes, bool Residual, float Epsilon = 1e-5f, TFunction Function = default) : Op
    where TFunction : struct, IUnary
{
    protected override (int Least, int Most) Count => (Places.Count, Places.Count);

    internal MBConvolutionPlaces Places => new(Depthwise.Groups.Length, Expands, Squeezes);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(TFunction.KeepsZero, $"The activation of an MBConv gives 0 at 0; {typeof(TFunction).Name} does not.");
        Require.That(Epsilon > 0, $"A batch normalization's ε is positive; got {Epsilon}.");
        MBConvolutionSizes s = Sizes(inputs);
        Require.That(!Residual || s.Outputs == s.Inputs, $"A shortcut keeps the shape; it is {s.Inputs} before and {s.Outputs} after.");
        List<Slot> outputs = [s.Outputs], saved = [];

        foreach (Shape normed in Expands ? [s.Hidden, s.Convolved, s.Outputs] : new[] { s.Convolved, s.Outputs })
        {
            Slot vector = new(new(normed.C), Layout.Planes);
            outputs.AddRange([vector, vector]);
            saved.AddRange([normed, vector]);
        }

        if (Squeezes)
        {
            Shape wide = new(s.Inputs.N, s.Convolved.C), narrow = new(s.Inputs.N, inputs[Places.Reduce].N);
            saved.AddRange([wide, narrow, wide]);
        }

        return new([.. outputs], [.. saved]);
    }

    /// <summary>All parameters and statistics, and x where weights read it.</summary>
    public override Reads Reads(ReadOnlySpan<bool> wanted) =>
        new(Inputs: Autodiff.Reads.All(wanted.Length), Outputs: Autodiff.Reads.All(Expands ? 7 : 5) - 1, Saved: true);

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        MBConvolutionSizes s = Sizes(inputs);
        long parameters = 0, products = s.Outputs.Length * (long)s.Hidden.C;

        foreach (Shape input in inputs[1..])
        {
            parameters += input.Length;
        }

        for (int i = 0; i < Depthwise.Groups.Length; i++)
        {
            products += (long)s.Convolved.N * s.Convolved.Area * inputs[Places.Filters + i].Length;
        }

        products += Expands ? s.Hidden.Length * (long)s.Inputs.C : 0;
        products += Squeezes ? s.Inputs.N * ((long)inputs[Places.Reduce].Length + inputs[Places.Excite].Length) : 0;
        long kept = (long)s.Convolved.Length + s.Outputs.Length + (Expands ? s.Hidden.Length : 0);
        return new(products, s.Inputs.Length + parameters + kept, kept + s.Outputs.Length, parameters);
    }

    internal MBConvolutionSizes Sizes(ReadOnlySpan<Shape> inputs)
    {
        MBConvolutionPlaces at = Places;
        Shape x = inputs[0], hidden = Expands ? new(x.N, inputs[at.Expand].N, x.H, x.W) : x;
        Window pointwise = new(1, 1);
        ConvolutionGeometry expand = Expands
            ? ConvolutionPass.Check("An MBConv's expansion", [x, inputs[at.Expand]], new(hidden.C, x.C), 1, pointwise)
            : default;
        List<Shape> filters = [hidden];

        for (int i = 0; i < Depthwise.Groups.Length; i++)
        {
            filters.Add(inputs[at.Filters + i]);
        }

        Shape convolved = Depthwise.Infer([.. filters]).Outputs[0].Shape, w = inputs[at.Project];
        ConvolutionGeometry project = ConvolutionPass.Check("An MBConv's projection", [convolved, w], new(w.N, convolved.C), 1, pointwise);
        Shape y = new(x.N, w.N, convolved.H, convolved.W);
        CheckVectors(inputs, at, hidden, convolved, y);
        return new(x, hidden, convolved, y, expand, project);
    }

    private void CheckVectors(ReadOnlySpan<Shape> inputs, MBConvolutionPlaces at, Shape hidden, Shape convolved, Shape y)
    {
        if (Expands)
        {
            ChannelAffine.Check(hidden, inputs.Slice(at.Gamma(0), 2), "γ₁ and β₁");
        }

        ChannelAffine.Check(convolved, inputs.Slice(at.Gamma(1), 2), "γ₂ and β₂");
        ChannelAffine.Check(y, inputs.Slice(at.Gamma(2), 2), "γ₃ and β₃");

        if (Squeezes)
        {
            int narrow = inputs[at.Reduce].N, wide = convolved.C;
            Require.That(inputs[at.Reduce] == new Shape(narrow, wide), $"A squeeze-excite of {wide} channels reduces by {new Shape(narrow, wide)}; got {inputs[at.Reduce]}.");
            Require.That(inputs[at.Excite] == new Shape(wide, narrow), $"A squeeze-excite of {wide} channels excites by {new Shape(wide, narrow)}; got {inputs[at.Excite]}.");
            Require.That(inputs[at.Reduce + 1] == new Shape(narrow), $"A squeeze-excite's first bias is {new Shape(narrow)}; got {inputs[at.Reduce + 1]}.");
            Require.That(inputs[at.Excite + 1] == new Shape(wide), $"A squeeze-excite's second bias is {new Shape(wide)}; got {inputs[at.Excite + 1]}.");
        }
    }
}
