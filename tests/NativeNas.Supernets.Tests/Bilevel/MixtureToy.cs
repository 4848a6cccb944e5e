using NativeNas.Kernels.Random;

namespace NativeNas.Supernets.Tests.Bilevel;

/// <summary>
/// f(x) = Σ p_k o_k(x), p = softmax(α), of three operations tanh(w0 x + w1), w2 sin(w3 x) and w4 x², fitted by the mean
/// squared error to random targets: five weights, non-linear in all but one.
/// </summary>
public sealed class MixtureToy(Rng rng) : Float64Problem
{
    private const int Samples = 12;

    private readonly (double X, double Y)[] training = Draw(rng.At("training"));
    private readonly (double X, double Y)[] validation = Draw(rng.At("validation"));

    public override double ValidationLoss(double[] w, double[] alpha) =>
        validation.Average(s => Math.Pow(Mixed(Operations(s.X, w), Softmax(alpha)) - s.Y, 2));

    protected override (double[] W, double[] Alpha) Training(double[] w, double[] alpha) => Gradients(training, w, alpha);

    protected override (double[] W, double[] Alpha) Validation(double[] w, double[] alpha) => Gradients(validation, w, alpha);

    private static (double[] W, double[] Alpha) Gradients((double X, double Y)[] samples, double[] w, double[] alpha)
    {
        double[] p = Softmax(alpha);
        double[] dw = new double[5];
        double[] dalpha = new double[3];

        foreach ((double x, double y) in samples)
        {
            double[] o = Operations(x, w);
            double f = Mixed(o, p);
            double df = 2 * (f - y) / samples.Length;
            double slope = 1 - o[0] * o[0];
            dw[0] += df * p[0] * slope * x;
            dw[1] += df * p[0] * slope;
            dw[2] += df * p[1] * Math.Sin(w[3] * x);
            dw[3] += df * p[1] * w[2] * Math.Cos(w[3] * x) * x;
            dw[4] += df * p[2] * x * x;

            for (int k = 0; k < 3; k++)
            {
                dalpha[k] += df * p[k] * (o[k] - f);
            }
        }

        return (dw, dalpha);
    }

    private static double[] Operations(double x, double[] w) => [Math.Tanh(w[0] * x + w[1]), w[2] * Math.Sin(w[3] * x), w[4] * x * x];

    private static double Mixed(double[] operations, double[] p) => operations.Zip(p, (o, q) => o * q).Sum();

    private static double[] Softmax(double[] alpha)
    {
        double sum = alpha.Sum(Math.Exp);
        return [.. alpha.Select(a => Math.Exp(a) / sum)];
    }

    private static (double X, double Y)[] Draw(Rng rng) =>
        [.. Enumerable.Range(0, Samples).Select(i => ((double)rng.Normal(2 * i), (double)rng.Normal(2 * i + 1)))];
}
