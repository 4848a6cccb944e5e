using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>Softmax over channels and its cross entropy in float64.</summary>
public static class NaiveSoftmax
{
    public static double[] Logarithm(double[] x, Shape shape)
    {
        double[] y = new double[x.Length];

        for (int n = 0; n < shape.N; n++)
        {
            for (int p = 0; p < shape.Area; p++)
            {
                int[] channels = [.. Enumerable.Range(0, shape.C).Select(c => (((n * shape.C) + c) * shape.Area) + p)];
                double largest = channels.Max(i => x[i]), sum = channels.Sum(i => Math.Exp(x[i] - largest));

                foreach (int i in channels)
                {
                    y[i] = x[i] - largest - Math.Log(sum);
                }
            }
        }

        return y;
    }

    /// <summary>The loss of each sample.</summary>
    public static double[] CrossEntropy(double[] logits, Shape shape, double[] labels, double smoothing)
    {
        double[] logarithms = Logarithm(logits, shape);
        return [.. labels.Select((label, n) => -Enumerable.Range(0, shape.C).Sum(
            c => logarithms[(n * shape.C) + c] * ((smoothing / shape.C) + (c == (int)label ? 1 - smoothing : 0))))];
    }
}
