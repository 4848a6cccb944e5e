using NativeNas.Tensors;

namespace NativeNas.Autodiff.Tests;

/// <summary>An op whose outputs but the first are saved values: gradients that reach statistics stop by contract.</summary>
internal sealed record OnlyFirst(Op Inner) : Op
{
    protected override (int Least, int Most) Count => (1, 62);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Signature inner = Inner.Infer(inputs);
        return new([inner.Outputs[0]], [.. inner.Outputs[1..], .. inner.Saved]);
    }

    public override void Forward(in ForwardPass pass)
    {
        int outputs = Inner.Infer(Array.ConvertAll(pass.Inputs.ToArray(), input => input.Shape)).Outputs.Length;
        Inner.Forward(new(pass.Device, pass.Inputs, [pass.Outputs[0], .. pass.Saved[..(outputs - 1)]], pass.Saved[(outputs - 1)..]));
    }

    public override void Backward(in BackwardPass pass)
    {
        Signature inner = Inner.Infer(pass.Shapes);
        Tensor?[] inputs = new Tensor?[pass.Shapes.Length], outputs = new Tensor?[inner.Outputs.Length], saved = new Tensor?[inner.Saved.Length];
        Gradient?[] gradients = new Gradient?[inputs.Length];

        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = pass.Input(i);
            gradients[i] = pass.Wants(i, out Gradient gradient) ? gradient : null;
        }

        for (int i = 1; i < outputs.Length; i++)
        {
            outputs[i] = pass.Saved(i - 1);
        }

        for (int i = 0; i < saved.Length; i++)
        {
            saved[i] = pass.Saved(outputs.Length - 1 + i);
        }

        Tensor?[] dys = new Tensor?[outputs.Length];
        dys[0] = pass.Dy;
        Inner.Backward(new(pass.Device, pass.Shapes, inputs, outputs, saved, dys, gradients));
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: Autodiff.Reads.All(wanted.Length), Saved: true);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => Inner.Cost(inputs);
}
