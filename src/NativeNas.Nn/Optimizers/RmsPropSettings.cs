namespace NativeNas.Nn.Optimizers;

/// <summary>Whose RMSProp: they differ in where ε and η stand and in the first mean square.</summary>
public enum RmsPropForm
{
    /// <summary>√s + ε; the learning rate behind the momentum; s starts at 0.</summary>
    PyTorch,

    /// <summary>√(s + ε); the learning rate before the momentum; s starts at 1. EfficientNet's.</summary>
    TensorFlow,
}

/// <param name="Alpha">How much of the mean square stays: 0.9 in EfficientNet, 0.99 by default in PyTorch.</param>
public sealed record RmsPropSettings(
    RmsPropForm Form, float Alpha = 0.9f, float Momentum = 0.9f, float Epsilon = 1e-3f, float WeightDecay = 0f);
