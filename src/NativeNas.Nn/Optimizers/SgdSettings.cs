namespace NativeNas.Nn.Optimizers;

/// <param name="WeightDecay">λ, added to the gradient as λ·w.</param>
public sealed record SgdSettings(float Momentum = 0f, float WeightDecay = 0f, bool Nesterov = false);
