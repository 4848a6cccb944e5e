namespace NativeNas.Supernets.Tests.Bilevel;

/// <summary>L_val = αw − 2α + 1, L_tr = w² − 2αw + α²: w* = α, and the true optimum is α = 1.</summary>
public sealed class QuadraticToy : Float64Problem
{
    public override double ValidationLoss(double[] w, double[] alpha) => alpha[0] * w[0] - 2 * alpha[0] + 1;

    protected override (double[] W, double[] Alpha) Training(double[] w, double[] alpha) =>
        ([2 * (w[0] - alpha[0])], [2 * (alpha[0] - w[0])]);

    protected override (double[] W, double[] Alpha) Validation(double[] w, double[] alpha) => ([alpha[0]], [w[0] - 2]);
}
