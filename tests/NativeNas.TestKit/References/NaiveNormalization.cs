using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>Batch normalization in float64, a channel at a time.</summary>
public static class NaiveNormalization
{
    /// <summary>y, the mean and the variance that running statistics take.</summary>
    public static double[][] Training(double[] x, Shape shape, double[]? gamma, double[]? beta, double epsilon, bool unbiased)
    {
        double[] mean = new double[shape.C], population = new double[shape.C], variance = new double[shape.C];
        int n = shape.N * shape.Area;

        for (int c = 0; c < shape.C; c++)
        {
            double[] channel = [.. Channel(shape, c).Select(i => x[i])];
            mean[c] = channel.Average();
            double squares = channel.Sum(v => (v - mean[c]) * (v - mean[c]));
            population[c] = squares / n;
            variance[c] = unbiased && n > 1 ? squares / (n - 1) : squares / n;
        }

        return [Evaluation(x, shape, mean, population, gamma, beta, epsilon), mean, variance];
    }

    public static double[] Evaluation(double[] x, Shape shape, double[] mean, double[] variance, double[]? gamma, double[]? beta, double epsilon)
    {
        double[] y = new double[x.Length];

        for (int c = 0; c < shape.C; c++)
        {
            foreach (int i in Channel(shape, c))
            {
                y[i] = ((x[i] - mean[c]) / Math.Sqrt(variance[c] + epsilon) * (gamma?[c] ?? 1)) + (beta?[c] ?? 0);
            }
        }

        return y;
    }

    private static IEnumerable<int> Channel(Shape shape, int c) =>
        from n in Enumerable.Range(0, shape.N)
        from p in Enumerable.Range(0, shape.Area)
        select (((n * shape.C) + c) * shape.Area) + p;
}
