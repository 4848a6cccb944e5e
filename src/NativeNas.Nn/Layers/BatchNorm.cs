using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Initializers;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;

namespace NativeNas.Nn.Layers;

/// <summary>Batch normalization (arXiv:1502.03167): batch statistics in training, running ones in evaluation.</summary>
/// <remarks>running ← (1 − momentum)·running + momentum·batch, with the unbiased variance, as PyTorch does.</remarks>
public sealed class BatchNorm : Layer
{
    private readonly BatchNormalization training;
    private readonly BatchNormalizationEvaluation evaluation;
    private readonly float momentum;
    private readonly Parameter? gamma, beta;
    private readonly Parameter mean, variance;

    public BatchNorm(int channels, bool affine = true, float epsilon = 1e-5f, float momentum = 0.1f)
    {
        training = new(epsilon);
        evaluation = new(epsilon);
        this.momentum = momentum;

        if (affine)
        {
            gamma = Declare("weight", new(channels), new Constant(1));
            beta = Declare("bias", new(channels), new Constant(0));
        }

        mean = DeclareStatistic("running_mean", new(channels), 0);
        variance = DeclareStatistic("running_var", new(channels), 1);
    }

    /// <summary>Null without scale and shift; so <see cref="Beta"/>.</summary>
    public Parameter? Gamma => gamma;

    public Parameter? Beta => beta;

    public override Var Forward(Var x)
    {
        Tape tape = x.Tape;
        Var[] affine = gamma is null ? [] : [gamma.On(tape), beta!.On(tape)];

        if (tape.Mode == TapeMode.Evaluation)
        {
            return tape.Apply(evaluation, [x, mean.On(tape), variance.On(tape), .. affine]);
        }

        Var[] outputs = tape.ApplyAll(training, [x, .. affine]);
        Observe(outputs[1], outputs[2]);
        return outputs[0];
    }

    /// <summary>Moves the running statistics towards those of a batch, which a fused op may have computed.</summary>
    public void Observe(Var batchMean, Var batchVariance)
    {
        batchMean.Tape.Observe(mean.Slot, batchMean, momentum);
        batchMean.Tape.Observe(variance.Slot, batchVariance, momentum);
    }
}
