using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>An inverted residual block in float64, part by part; weights in the order of its parts.</summary>
/// <param name="Statistics">Mean and variance of each norm, after one another, for evaluation; null takes the batch's.</param>
public sealed record NaiveMBConvolution(
    Shape X, int Hidden, MixGroup[] Groups, int Stride, int Narrow, int Outputs, bool Residual, Func<double, double> Function, double[][]? Statistics = null)
{
    /// <summary>y, then mean and unbiased variance of each norm.</summary>
    public double[][] Of(double[] x, double[][] weights)
    {
        Queue<double[]> left = new(weights);
        Queue<double[]> known = new(Statistics ?? []);
        List<double[]> statistics = [];
        Shape shape = X;
        double[] y = x;

        if (Hidden != X.C)
        {
            (y, shape) = Product(y, shape, left.Dequeue(), Hidden);
            y = [.. Normalize(y, shape).Select(Function)];
        }

        (y, shape) = Filter(y, shape, [.. Groups.Select(_ => left.Dequeue())]);
        y = [.. Normalize(y, shape).Select(Function)];

        if (Narrow > 0)
        {
            y = Gated(y, shape, left.Dequeue(), left.Dequeue(), left.Dequeue(), left.Dequeue());
        }

        (y, shape) = Product(y, shape, left.Dequeue(), Outputs);
        y = Normalize(y, shape);
        return [Residual ? [.. y.Zip(x, (a, b) => a + b)] : y, .. statistics];

        double[] Normalize(double[] v, Shape s)
        {
            if (known.Count > 0)
            {
                return NaiveNormalization.Evaluation(v, s, known.Dequeue(), known.Dequeue(), left.Dequeue(), left.Dequeue(), 1e-5f);
            }

            double[][] normed = NaiveNormalization.Training(v, s, left.Dequeue(), left.Dequeue(), 1e-5f, true);
            statistics.AddRange(normed[1..]);
            return normed[0];
        }
    }

    private static (double[], Shape) Product(double[] x, Shape shape, double[] w, int outputs) =>
        (NaiveConvolution.Forward(x, shape, w, new(outputs, shape.C), new(1, 1), 1), new(shape.N, outputs, shape.H, shape.W));

    private (double[], Shape) Filter(double[] x, Shape shape, double[][] weights)
    {
        double[][] parts = new double[Groups.Length][];

        for (int i = 0, first = 0; i < Groups.Length; first += Groups[i].Channels, i++)
        {
            Shape part = new(shape.N, Groups[i].Channels, shape.H, shape.W);
            double[] read = [.. Enumerable.Range(0, shape.N).SelectMany(n => x.Skip(((n * shape.C) + first) * shape.Area).Take(part.C * shape.Area))];
            Shape filters = new(part.C, 1, Groups[i].Kernel, Groups[i].Kernel);
            parts[i] = NaiveConvolution.Forward(read, part, weights[i], filters, Window.Same(Groups[i].Kernel, Stride, Groups[i].Dilation), part.C);
        }

        double[] y = [.. Enumerable.Range(0, shape.N).SelectMany(n => parts.SelectMany(part => part.Skip(part.Length / shape.N * n).Take(part.Length / shape.N)))];
        Window window = Window.Same(Groups[0].Kernel, Stride, Groups[0].Dilation);
        return (y, new(shape.N, shape.C, window.OutHeight(shape.H), window.OutWidth(shape.W)));
    }

    private double[] Gated(double[] y, Shape shape, double[] reduce, double[] first, double[] excite, double[] second)
    {
        double[] gated = [.. y];

        for (int n = 0; n < shape.N; n++)
        {
            double[] means = [.. Enumerable.Range(0, shape.C).Select(c => y.Skip(((n * shape.C) + c) * shape.Area).Take(shape.Area).Average())];
            double[] narrow = [.. Enumerable.Range(0, Narrow).Select(s => Swish(first[s] + means.Select((m, c) => m * reduce[(s * shape.C) + c]).Sum()))];

            for (int c = 0; c < shape.C; c++)
            {
                double gate = 1 / (1 + Math.Exp(-(second[c] + narrow.Select((h, s) => h * excite[(c * Narrow) + s]).Sum())));

                for (int p = 0; p < shape.Area; p++)
                {
                    gated[(((n * shape.C) + c) * shape.Area) + p] *= gate;
                }
            }
        }

        return gated;
    }

    private static double Swish(double x) => x / (1 + Math.Exp(-x));
}
