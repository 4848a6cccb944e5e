using NativeNas.Kernels.Random;
using NativeNas.Search.Reports;
using NativeNas.Search.Runs;

namespace NativeNas.Search.Tests.Reports;

/// <summary>Metrics and α that look like those of a run.</summary>
internal static class Samples
{
    public static readonly string[] Operations =
        ["none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5"];

    public static List<MetricsLine> Metrics()
    {
        Rng rng = new(1);
        List<MetricsLine> lines = [];
        for (int step = 1; step <= 1500; step++)
        {
            bool search = step <= 500;
            double t = search ? step / 500.0 : (step - 500) / 1000.0;
            double loss = 0.2 + (2.1 * Math.Exp(-3 * t)) + (0.35 * Noise(rng.At("loss").At(step)));
            string phase = search ? "search" : "retrain";
            lines.Add(new(step, step / 100, phase) { Loss = loss, Accuracy = 1 - (loss / 2.5) });
            if (step % 100 == 0)
            {
                lines.Add(new(step, step / 100, phase + " validation") { Loss = (2.3 * Math.Exp(-2.6 * t)) + 0.2, Accuracy = 0.9 - (0.8 * Math.Exp(-3 * t)) });
            }
        }

        return lines;
    }

    public static AlphaHistory Alphas(string cell, ulong seed)
    {
        Rng rng = new(seed);
        List<double> steps = [];
        List<float[][]> weights = [];
        for (int record = 0; record <= 50; record++)
        {
            steps.Add(record * 10);
            float[][] edges = new float[14][];
            for (int edge = 0; edge < edges.Length; edge++)
            {
                double[] scores = [.. Enumerable.Range(0, 8).Select(o => Math.Exp(record / 25.0 * Noise(rng.At(edge).At(o))))];
                edges[edge] = [.. scores.Select(score => (float)(score / scores.Sum()))];
            }

            weights.Add(edges);
        }

        return new AlphaHistory(cell, steps, weights);
    }

    private static double Noise(Rng rng) => rng.Uniform(0) - 0.5;
}
