namespace NativeNas.Supernets.Bilevel;

/// <summary>
/// min over α of L_val(w*(α), α) with w*(α) = argmin over w of L_tr(w, α), at one point (w, α) and on one training and
/// one validation batch, which stay the same while a hypergradient is computed. Vectors of weights that a method
/// returns belong to the caller, who disposes them; α are small and plain.
/// </summary>
public interface IBilevelProblem<TWeights, TAlpha>
    where TWeights : IDisposable
{
    /// <summary>w. It stays the problem's, and nothing here changes it.</summary>
    TWeights Weights { get; }

    /// <summary>∇_w L_tr(weights, α).</summary>
    TWeights TrainingGradient(TWeights weights);

    /// <summary>∇_α L_tr(weights, α).</summary>
    TAlpha TrainingAlphaGradient(TWeights weights);

    /// <summary>∇_α L_val(weights, α).</summary>
    TAlpha ValidationAlphaGradient(TWeights weights);

    /// <summary>∇_w L_val and ∇_α L_val at (weights, α).</summary>
    (TWeights Weights, TAlpha Alpha) ValidationGradients(TWeights weights);

    /// <summary>w − rate · (μ · momentum + gradient + λ · w): the step that the optimizer of w would take; its state does not change.</summary>
    TWeights VirtualStep(TWeights gradient, double rate);

    /// <summary>w + amount · direction.</summary>
    TWeights Perturbed(TWeights direction, double amount);

    /// <summary>‖vector‖₂.</summary>
    double Norm(TWeights vector);

    /// <summary>gradient − scale · (plus − minus).</summary>
    TAlpha Corrected(TAlpha gradient, TAlpha plus, TAlpha minus, double scale);
}
