using NativeNas.Kernels;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Derivation;

/// <summary>
/// The derivation of DARTS: each node keeps the two edges with the largest softmax weight that is not none's, each with
/// its best operation that is not none. None takes part in the softmax, never in the choice. Ties go to the lowest index.
/// </summary>
public static class TopTwoEdges
{
    /// <param name="normal">α of the normal cell, row-major [nodes (nodes + 3) / 2, 8]; see <see cref="CellOperation"/> for the columns.</param>
    /// <param name="reduction">α of the reduction cell, the same shape.</param>
    /// <param name="nodes">Intermediate nodes of a cell.</param>
    /// <exception cref="ArgumentException">A table has another size, or an α is not finite.</exception>
    public static Genotype Derive(ReadOnlySpan<float> normal, ReadOnlySpan<float> reduction, int nodes = 4) =>
        new(Cell(normal, nodes, "normal"), Cell(reduction, nodes, "reduction"));

    private static CellGenotype Cell(ReadOnlySpan<float> alpha, int nodes, string name)
    {
        AlphaTable table = new(alpha, name);
        int edges = AlphaTable.EdgesOf(nodes);
        Require.That(
            nodes > 0 && table.Edges == edges,
            $"The α of the {name} cell have {table.Edges} rows; {nodes} nodes have {edges} edges.");

        List<NodeGenotype> kept = [];
        int row = 0;

        for (int node = 0; node < nodes; node++)
        {
            List<(EdgeGenotype Edge, double LogWeight)> candidates = [];

            for (int input = 0; input < node + CellGenotype.Inputs; input++)
            {
                (CellOperation operation, double logWeight) = Best(table.LogWeights(row++));
                candidates.Add((new(operation, input), logWeight));
            }

            // OrderBy is stable, so among equals the lower input stays first.
            List<EdgeGenotype> strongest = [.. candidates.OrderByDescending(c => c.LogWeight).Select(c => c.Edge)];
            kept.Add(new(strongest[0], strongest[1]));
        }

        return new(kept);
    }

    private static (CellOperation Operation, double LogWeight) Best(double[] logWeights)
    {
        CellOperation best = CellOperations.Chosen[0];

        foreach (CellOperation operation in CellOperations.Chosen)
        {
            best = logWeights[(int)operation] > logWeights[(int)best] ? operation : best;
        }

        return (best, logWeights[(int)best]);
    }
}
