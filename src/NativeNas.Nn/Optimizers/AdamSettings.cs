namespace NativeNas.Nn.Optimizers;

/// <param name="Decoupled">AdamW (arXiv:1711.05101): the decay shrinks w by η·λ; otherwise λ·w enters the gradient.</param>
public sealed record AdamSettings(double Beta1 = 0.9, double Beta2 = 0.999, float Epsilon = 1e-8f, float WeightDecay = 0f, bool Decoupled = false);
