using NativeNas.Kernels;
using NativeNas.Kernels.Optimizers;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Optimizers;

/// <summary>RMSProp with momentum, in PyTorch's or TensorFlow's form.</summary>
public sealed class RmsProp : Optimizer
{
    private readonly WeightBuffer square, momentum;

    public RmsProp(WeightBuffer weights, RmsPropSettings settings)
        : base(weights.Layout)
    {
        Require.That(settings.Alpha is >= 0f and < 1f, $"RMSProp's alpha lies in [0, 1); got {settings.Alpha}.");
        Require.That(settings.Momentum is >= 0f and < 1f, $"RMSProp's momentum lies in [0, 1); got {settings.Momentum}.");
        Require.That(settings.Epsilon > 0f, $"RMSProp's epsilon is above 0; got {settings.Epsilon}.");
        Settings = settings;
        square = Remember("square", weights);
        momentum = Remember("momentum", weights);

        if (settings.Form == RmsPropForm.TensorFlow)
        {
            foreach (WeightSlot slot in weights.Layout.Slots)
            {
                float[] ones = new float[slot.Shape.Length];
                Array.Fill(ones, 1f);
                square[slot].Write(ones);
            }
        }
    }

    public RmsPropSettings Settings { get; }

    protected override void Move(WeightBuffer weights, WeightBuffer gradients, float learningRate)
    {
        RmsPropSettings s = Settings;
        RmsPropNumbers numbers = s.Form == RmsPropForm.TensorFlow
            ? new(s.Alpha, s.Momentum, s.WeightDecay, Inside: s.Epsilon, Outside: 0f, Before: learningRate, Behind: 1f)
            : new(s.Alpha, s.Momentum, s.WeightDecay, Inside: 0f, Outside: s.Epsilon, Before: 1f, Behind: learningRate);
        weights.Device.Run(new RmsPropStep(weights.All, gradients.All, square.All, momentum.All, numbers));
    }
}
