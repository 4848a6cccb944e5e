namespace NativeNas.Supernets.Bilevel;

/// <summary>
/// dL_val(w'(α), α)/dα with w' one step of rate ξ ahead (DARTS, arXiv:1806.09055, eq. 7 and 8):
/// ∇_α L_val(w', α) − ξ · [∇_α L_tr(w + εv, α) − ∇_α L_tr(w − εv, α)] / (2ε), v = ∇_w' L_val(w', α), ε = 0.01/‖v‖₂.
/// Momentum and decay move w' but do not depend on α, so dw'/dα = −ξ ∇²_{α,w} L_tr whatever they are.
/// </summary>
public static class Hypergradient
{
    /// <summary>‖w± − w‖₂. Where L_tr is smooth between w⁻ and w⁺, the difference is off by O(ε²).</summary>
    private const double Displacement = 0.01;

    /// <param name="problem">The point and the batches.</param>
    /// <param name="rate">ξ; 0 is the first-order approximation, ∇_α L_val(w, α).</param>
    /// <exception cref="NotFiniteNumberException">The validation gradient at w' is NaN or infinite.</exception>
    public static TAlpha Of<TWeights, TAlpha>(IBilevelProblem<TWeights, TAlpha> problem, double rate)
        where TWeights : IDisposable
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);

        if (rate == 0)
        {
            return problem.ValidationAlphaGradient(problem.Weights);
        }

        (TWeights v, TAlpha alpha) = OneStepAhead(problem, rate);

        using (v)
        {
            double norm = problem.Norm(v);

            if (!double.IsFinite(norm))
            {
                throw new NotFiniteNumberException(
                    $"The norm of the validation gradient after a virtual step of rate {rate} is {norm}; expected a finite number.", norm);
            }

            return norm == 0 ? alpha : Corrected(problem, alpha, v, Displacement / norm, rate);
        }
    }

    private static (TWeights Weights, TAlpha Alpha) OneStepAhead<TWeights, TAlpha>(IBilevelProblem<TWeights, TAlpha> problem, double rate)
        where TWeights : IDisposable
    {
        using TWeights ahead = VirtualWeights(problem, rate);
        return problem.ValidationGradients(ahead);
    }

    private static TWeights VirtualWeights<TWeights, TAlpha>(IBilevelProblem<TWeights, TAlpha> problem, double rate)
        where TWeights : IDisposable
    {
        using TWeights gradient = problem.TrainingGradient(problem.Weights);
        return problem.VirtualStep(gradient, rate);
    }

    private static TAlpha Corrected<TWeights, TAlpha>(
        IBilevelProblem<TWeights, TAlpha> problem, TAlpha alpha, TWeights v, double epsilon, double rate)
        where TWeights : IDisposable =>
        problem.Corrected(alpha, At(problem, v, epsilon), At(problem, v, -epsilon), rate / (2 * epsilon));

    private static TAlpha At<TWeights, TAlpha>(IBilevelProblem<TWeights, TAlpha> problem, TWeights v, double amount)
        where TWeights : IDisposable
    {
        using TWeights moved = problem.Perturbed(v, amount);
        return problem.TrainingAlphaGradient(moved);
    }
}
