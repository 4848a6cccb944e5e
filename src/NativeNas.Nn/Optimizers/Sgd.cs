using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Optimizers;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Optimizers;

/// <summary>Stochastic gradient descent as in PyTorch: momentum without dampening, Nesterov's form, decay in the gradient.</summary>
public sealed class Sgd : Optimizer
{
    public Sgd(WeightBuffer weights, SgdSettings settings)
        : base(weights.Layout)
    {
        Require.That(settings.Momentum is >= 0f and < 1f, $"SGD's momentum lies in [0, 1); got {settings.Momentum}.");
        Require.That(!settings.Nesterov || settings.Momentum > 0f, "Nesterov's step needs a momentum above 0.");
        Settings = settings;
        Momentum = settings.Momentum > 0f ? Remember("momentum", weights) : null;
    }

    public SgdSettings Settings { get; }

    /// <summary>v of v ← μ·v + g + λ·w; null without momentum.</summary>
    public WeightBuffer? Momentum { get; }

    protected override void Move(WeightBuffer weights, WeightBuffer gradients, float learningRate)
    {
        if (Momentum is null)
        {
            weights.Device.Run(new Combine(-learningRate, gradients.All, 1f - (learningRate * Settings.WeightDecay), weights.All, weights.All));
        }
        else
        {
            weights.Device.Run(new SgdStep(weights.All, gradients.All, Momentum.All, learningRate, Settings.Momentum, Settings.WeightDecay, Settings.Nesterov));
        }
    }
}
