using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Loss;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Softmax;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// −Σ target·ln softmax(x) with the target (1 − ε)·onehot(label) + ε/C. Inputs: logits [N, C, 1, 1] and labels [N] in
/// plain order, class numbers 0 … C − 1 as floats, which the data readers guarantee. Labels have no gradient.
/// </summary>
public sealed record CrossEntropy(float Smoothing = 0, Reduction Reduction = Reduction.Mean) : Op
{
    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(Smoothing is >= 0 and < 1, $"A cross entropy's label smoothing lies in [0, 1); got {Smoothing}.");
        Require.That(inputs[0].Area == 1, $"A cross entropy's logits are [N, C, 1, 1]; got {inputs[0]}.");
        Require.That(inputs[1] == new Shape(inputs[0].N), $"Labels of {inputs[0].N} samples are {new Shape(inputs[0].N)}; got {inputs[1]}.");
        Slot loss = Reduction == Reduction.None ? new Slot(inputs[1], Layout.Planes) : new Slot(new(1));
        return new([loss], [inputs[0]]);
    }

    public override void Forward(in ForwardPass pass)
    {
        (Tensor x, Tensor labels, Tensor y) = (pass.Inputs[0], pass.Inputs[1], pass.Outputs[0]);
        (int n, int c) = (x.Shape.N, x.Shape.C);
        pass.Device.Run(new SoftmaxForward(n, c, 1, logarithm: false, x.Data, pass.Saved[0].Data));

        if (Reduction == Reduction.None)
        {
            pass.Device.Run(new CrossEntropyForward(n, c, Smoothing, x.Data, labels.Data, y.Data));
        }
        else
        {
            using Buffer losses = pass.Device.Allocate(n);
            pass.Device.Run(new CrossEntropyForward(n, c, Smoothing, x.Data, labels.Data, losses.All));
            pass.Device.Run(new SumAll<Itself>(Scale(n), losses.All, y.Data));
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        Require.That(!pass.Wants(1), "The gradient of a cross entropy's labels was asked for; it has none.");

        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new CrossEntropyBackward(
                x.N, x.C, Smoothing, Scale(x.N), Reduction == Reduction.None, pass.Saved(0).Data, pass.Input(1).Data, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => wanted[0] ? new(Inputs: 2, Saved: true) : Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length + inputs[1].Length, Reduction == Reduction.None ? inputs[1].Length : 1);

    private float Scale(int samples) => Reduction == Reduction.Mean ? 1f / samples : 1f;
}
