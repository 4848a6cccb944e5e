using NativeNas.Kernels;
using NativeNas.Kernels.Optimizers;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Optimizers;

/// <summary>Adam (arXiv:1412.6980) and AdamW as in PyTorch, with bias correction.</summary>
public sealed class Adam : Optimizer
{
    private readonly WeightBuffer first, second;

    public Adam(WeightBuffer weights, AdamSettings settings)
        : base(weights.Layout)
    {
        Require.That(
            settings.Beta1 is >= 0 and < 1 && settings.Beta2 is >= 0 and < 1,
            $"Adam's betas lie in [0, 1); got {settings.Beta1} and {settings.Beta2}.");
        Require.That(settings.Epsilon > 0f, $"Adam's epsilon is above 0; got {settings.Epsilon}.");
        Settings = settings;
        first = Remember("first", weights);
        second = Remember("second", weights);
    }

    public AdamSettings Settings { get; }

    protected override void Move(WeightBuffer weights, WeightBuffer gradients, float learningRate)
    {
        AdamSettings s = Settings;
        double rate = learningRate / (1 - Math.Pow(s.Beta1, Steps)), root = 1 / Math.Sqrt(1 - Math.Pow(s.Beta2, Steps));
        float decay = s.Decoupled ? 0f : s.WeightDecay, keep = s.Decoupled ? 1f - (learningRate * s.WeightDecay) : 1f;
        AdamNumbers numbers = new((float)s.Beta1, (float)(1 - s.Beta1), (float)s.Beta2, (float)(1 - s.Beta2), s.Epsilon, decay, keep, (float)rate, (float)root);
        weights.Device.Run(new AdamStep(weights.All, gradients.All, first.All, second.All, numbers));
    }
}
