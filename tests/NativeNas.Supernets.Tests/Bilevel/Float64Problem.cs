using NativeNas.Supernets.Bilevel;

namespace NativeNas.Supernets.Tests.Bilevel;

/// <summary>A bilevel problem in float64; a toy adds its two losses' gradients.</summary>
public abstract class Float64Problem : IBilevelProblem<Vector, double[]>
{
    public required Vector Weights { get; init; }

    public required double[] Alpha { get; init; }

    public double[] Momentum { get; init; } = [];

    public double MomentumFactor { get; init; }

    public double Decay { get; init; }

    public abstract double ValidationLoss(double[] w, double[] alpha);

    protected abstract (double[] W, double[] Alpha) Training(double[] w, double[] alpha);

    protected abstract (double[] W, double[] Alpha) Validation(double[] w, double[] alpha);

    public Vector TrainingGradient(Vector weights) => new(Training(weights.Values, Alpha).W);

    public double[] TrainingAlphaGradient(Vector weights) => Training(weights.Values, Alpha).Alpha;

    public double[] ValidationAlphaGradient(Vector weights) => Validation(weights.Values, Alpha).Alpha;

    public (Vector Weights, double[] Alpha) ValidationGradients(Vector weights)
    {
        (double[] w, double[] alpha) = Validation(weights.Values, Alpha);
        return (new(w), alpha);
    }

    public Vector VirtualStep(Vector gradient, double rate) => new(Stepped(gradient.Values, rate));

    public Vector Perturbed(Vector direction, double amount) =>
        new([.. Weights.Values.Zip(direction.Values, (w, d) => w + amount * d)]);

    public double Norm(Vector vector) => Math.Sqrt(vector.Values.Sum(v => v * v));

    public double[] Corrected(double[] gradient, double[] plus, double[] minus, double scale) =>
        [.. gradient.Select((g, i) => g - scale * (plus[i] - minus[i]))];

    /// <summary>L_val(w'(α), α): what the hypergradient is the derivative of.</summary>
    public double Unrolled(double[] alpha, double rate) =>
        ValidationLoss(Stepped(Training(Weights.Values, alpha).W, rate), alpha);

    private double[] Stepped(double[] gradient, double rate) =>
        [.. Weights.Values.Select((w, i) => w - rate * ((MomentumFactor == 0 ? 0 : MomentumFactor * Momentum[i]) + gradient[i] + Decay * w))];
}
