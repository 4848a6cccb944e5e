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

    /// <summary>ln softmax(row) in double precision: it keeps the order of weights that would underflow.</summary>
    public double[] LogWeights(int edge)
    {
        double[] logs = Array.ConvertAll(values.Slice(edge * Operations, Operations).ToArray(), alpha => (double)alpha);
        double max = logs.Max();
        double normalizer = Math.Log(logs.Sum(alpha => Math.Exp(alpha - max)));
        return Array.ConvertAll(logs, alpha => alpha - max - normalizer);
    }

    /// <summary>Rows of a cell of so many nodes: Σ (n + 2).</summary>
    public static int EdgesOf(int nodes) => nodes * (nodes + 3) / 2;
}
