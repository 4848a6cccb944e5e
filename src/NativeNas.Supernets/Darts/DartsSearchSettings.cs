using NativeNas.Nn.Schedules;

namespace NativeNas.Supernets.Darts;

/// <summary>How weights and α are trained in turn (published values: arXiv:1806.09055, §3.1 and author code).</summary>
/// <param name="SecondOrder">Whether α's gradient looks one weight step ahead.</param>
/// <param name="HoldBranches">
/// Whether the two passes of the second order at w ± εv keep the relu signs and max-pooling winners of w, without which
/// their difference is no derivative. False is the author code.
/// </param>
/// <param name="Fusion">Whether modules may apply fused ops, where no branches are held.</param>
public sealed record DartsSearchSettings(
    int Epochs,
    Schedule LearningRate,
    bool SecondOrder = false,
    float Momentum = 0.9f,
    float WeightDecay = 3e-4f,
    float ClipNorm = 5,
    float AlphaLearningRate = 3e-4f,
    float AlphaBeta1 = 0.5f,
    float AlphaBeta2 = 0.999f,
    float AlphaWeightDecay = 1e-3f,
    bool HoldBranches = true,
    bool Fusion = true);
