using NativeNas.Kernels;
using NativeNas.Search.Runs;

namespace NativeNas.Search.Reports;

/// <summary>How the weights of a cell's mixed edges moved. Node n has n + 2 incoming edges, counted from the cell's first input.</summary>
public sealed record AlphaHistory
{
    /// <param name="cell">What the figure calls the cell: normal or reduction.</param>
    /// <param name="steps">One a record, growing.</param>
    /// <param name="weights">[record][edge][operation], softmaxed.</param>
    public AlphaHistory(string cell, IReadOnlyList<double> steps, IReadOnlyList<float[][]> weights)
    {
        Require.That(steps.Count == weights.Count, $"A record of α has a step; got {steps.Count} steps and {weights.Count} records.");
        (Cell, Steps, Weights) = (cell, steps, weights);
        int edges = weights.Count == 0 ? 0 : weights[0].Length;
        while (EdgesOf(Nodes + 1) <= edges)
        {
            Nodes++;
        }

        Require.That(EdgesOf(Nodes) == edges, $"A cell of n nodes has n(n + 3)/2 edges (2, 5, 9, 14 …); got {edges}.");
    }

    public string Cell { get; }

    public IReadOnlyList<double> Steps { get; }

    public IReadOnlyList<float[][]> Weights { get; }

    public int Nodes { get; }

    /// <summary>What a run's metrics hold of one cell.</summary>
    public static AlphaHistory Of(string cell, IEnumerable<MetricsLine> metrics)
    {
        List<MetricsLine> lines = [.. metrics.Where(line => line.Alphas?.ContainsKey(cell) == true)];
        return new(cell, [.. lines.Select(line => (double)line.Step)], [.. lines.Select(line => line.Alphas![cell])]);
    }

    /// <summary>Edges of the nodes before this one.</summary>
    internal static int EdgesOf(int nodes) => nodes * (nodes + 3) / 2;
}
