using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

public sealed partial record MBConvolutionEvaluation<TFunction>
{
    public override void Backward(in BackwardPass pass)
    {
        for (int i = Places.Count; i < pass.Shapes.Length; i++)
        {
            Require.That(!pass.Wants(i), "Gradients of a batch normalization's given statistics were asked for; it has none.");
        }

        using Tape tape = new(pass.Device, TapeMode.Evaluation, fusion: false);
        Var[] inputs = new Var[pass.Shapes.Length];

        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = pass.Wants(i) ? tape.Watch(pass.Input(i)) : tape.Constant(pass.Input(i));
        }

        tape.Backward(Parts(inputs), pass.Dy);

        for (int i = 0; i < inputs.Length; i++)
        {
            if (pass.Wants(i, out Gradient gradient))
            {
                gradient.Put(Whole(tape.GradientOf(inputs[i])!));
            }
        }
    }

    /// <summary>A gradient with zeros behind its numbers, where ops write nothing.</summary>
    private static Region Whole(Tensor gradient)
    {
        if (gradient.Layout == Layout.Planes)
        {
            gradient.Data.Buffer.Write(gradient.Data.Offset + gradient.Shape.Length, new float[gradient.Data.Length - gradient.Shape.Length]);
        }

        return gradient.Data;
    }

    /// <summary>The block as single ops.</summary>
    private Var Parts(Var[] inputs)
    {
        Tape tape = inputs[0].Tape;
        Var y = inputs[0];

        if (Block.Expands)
        {
            y = Normalize(tape.Apply(new PointwiseConvolution(), y, inputs[Places.Expand]), inputs, 0).Apply(new Activation<TFunction>(Block.Function));
        }

        y = tape.Apply(Block.Depthwise, [y, .. inputs.AsSpan(Places.Filters, Places.Groups)]);
        y = Normalize(y, inputs, 1).Apply(new Activation<TFunction>(Block.Function));

        if (Block.Squeezes)
        {
            Var narrow = tape.Apply(new PointwiseConvolution(), y.Apply(new GlobalAveragePooling()), inputs[Places.Reduce], inputs[Places.Reduce + 1]);
            Var gate = tape.Apply(new PointwiseConvolution(), narrow.Apply(new Activation<Swish>()), inputs[Places.Excite], inputs[Places.Excite + 1]);
            y = tape.Apply(new ChannelScale(), y, gate.Apply(new Activation<Sigmoid>()));
        }

        y = Normalize(tape.Apply(new PointwiseConvolution(), y, inputs[Places.Project]), inputs, 2);
        return Block.Residual ? tape.Apply(new Add(), inputs[0], y) : y;
    }

    private Var Normalize(Var x, Var[] inputs, int norm)
    {
        (int mean, int gamma) = (Mean(norm), Places.Gamma(norm));
        return x.Tape.Apply(new BatchNormalizationEvaluation(Block.Epsilon), x, inputs[mean], inputs[mean + 1], inputs[gamma], inputs[gamma + 1]);
    }
}
