using NativeNas.Kernels;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Derivation;

/// <summary>
/// A read view of one cell's α, row-major [edges, operations]. Node n (0-based) owns n + 2 consecutive rows, one for
/// each earlier state in order: 14 rows for 4 nodes.
/// </summary>
internal readonly ref struct AlphaTable
{
    public static readonly int Operations = CellOperations.All.Count;

    private readonly ReadOnlySpan<float> values;

    public AlphaTable(ReadOnlySpan<float> values, string name)
    {
        Require.That(
            values.Length > 0 && values.Length % Operations == 0,
            $"The α of the {name} cell have {values.Length} numbers; expected a positive multiple of {Operations}.");

        for (int i = 0; i < values.Length; i++)
        {
            Require.That(
                float.IsFinite(values[i]),
                $"α of the {name} cell, edge {i / Operations}, {CellOperations.All[i % Operations].Name} is {values[i]}; expected a finite number.");
        }

        this.values = values;
    }

    public int Edges => values.Length / Operations;

    public ReadOnlySpan<float> Row(int edge) => values.Slice(edge * Operations, Operations);

    /// <summary>softmax(row) in double precision.</summary>
    public double[] Weights(int edge)
    {
        ReadOnlySpan<float> row = Row(edge);
        double[] weights = new double[Operations];
        double max = row[0];
        double sum = 0;

        foreach (float alpha in row)
        {
            max = Math.Max(max, alpha);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Exp(row[i] - max);
            sum += weights[i];
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= sum;
        }

        return weights;
    }

    /// <summary>Rows of a cell of so many nodes: Σ (n + 2).</summary>
    public static int EdgesOf(int nodes) => nodes * (nodes + 3) / 2;
}
