using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>Σ p_k·candidate_k(x) of every edge in float64, candidate after candidate, and the mean and variance of every norm on the way.</summary>
public sealed class NaiveMixture(Shape x, double[][] values, double epsilon, bool affine = false)
{
    private readonly List<double[]> statistics = [];
    private int next = affine ? 1 : 2;

    /// <param name="values">x, p and the weights, as the op takes them.</param>
    /// <param name="at">Where the weight of each candidate of each edge lies in p.</param>
    public static double[][] Forward(Shape x, double[][] values, Candidate[] candidates, int[] at, double epsilon = 1e-5f)
    {
        NaiveMixture mixture = new(x, values, epsilon);
        List<double[]> parts = [];

        for (int i = 0; i < at.Length; i++)
        {
            Candidate candidate = candidates[i % candidates.Length];
            bool shared = i >= candidates.Length && candidate is (Candidate.MaxPool or Candidate.AveragePool);
            parts.Add(shared ? parts[i % candidates.Length] : mixture.Part(candidate));
        }

        IEnumerable<double[]> y = parts.Zip(at).Chunk(candidates.Length).Select(edge => edge[0].First.Select((_, i) => edge.Sum(part => values[1][part.Second] * part.First[i])).ToArray());
        return [.. y, .. mixture.statistics];
    }

    /// <param name="values">x, then depthwise, pointwise, γ and β of each half.</param>
    public static double[][] Separable(Shape x, double[][] values, Candidate.Separable candidate, double epsilon = 1e-5f)
    {
        NaiveMixture mixture = new(x, values, epsilon, affine: true);
        return [mixture.Part(candidate), .. mixture.statistics];
    }

    private double[] Part(Candidate candidate) => candidate switch
    {
        Candidate.MaxPool pool => Norm(NaivePooling.Maximum(values[0], x, pool.Window), Out(x, pool.Window)),
        Candidate.AveragePool pool => Norm(NaivePooling.Average(values[0], x, pool.Window, countPadding: false), Out(x, pool.Window)),
        Candidate.Separable separable when separable.Second is { } second => Half(Half(values[0], x, separable.First), Out(x, separable.First), second),
        Candidate.Separable separable => Half(values[0], x, separable.First),
        Candidate.FactorizedReduction => Reduction(),
        _ => values[0],
    };

    private double[] Half(double[] read, Shape shape, Window window)
    {
        Shape y = Out(shape, window), taps = new(shape.C, 1, window.KernelHeight, window.KernelWidth);
        double[] depthwise = NaiveConvolution.Forward(Relu(read), shape, values[next++], taps, window, shape.C);
        return Norm(NaiveConvolution.Forward(depthwise, y, values[next++], new(y.C, y.C), new(1, 1), 1), y);
    }

    private double[] Reduction()
    {
        Window half = new(1, 1, 2, 2);
        Shape y = Out(x, half);
        int first = x.C / 2, area = y.Area;
        double[] relu = Relu(values[0]);
        double[] shifted = [.. relu.Select((_, i) => (i / x.W % x.H) + 1 < x.H && (i % x.W) + 1 < x.W ? relu[i + x.W + 1] : 0)];
        double[] a = NaiveConvolution.Forward(relu, x, values[next++], new(first, x.C), half, 1);
        double[] b = NaiveConvolution.Forward(shifted, x, values[next++], new(x.C - first, x.C), half, 1);
        return Norm([.. a.Chunk(first * area).Zip(b.Chunk((x.C - first) * area), (one, other) => one.Concat(other)).SelectMany(image => image)], y);
    }

    private double[] Norm(double[] raw, Shape shape)
    {
        double[][] found = NaiveNormalization.Training(raw, shape, affine ? values[next++] : null, affine ? values[next++] : null, epsilon, true);
        statistics.AddRange([found[1], found[2]]);
        return found[0];
    }

    private static double[] Relu(double[] x) => [.. x.Select(v => Math.Max(v, 0))];

    private static Shape Out(Shape x, Window window) => new(x.N, x.C, window.OutHeight(x.H), window.OutWidth(x.W));
}
