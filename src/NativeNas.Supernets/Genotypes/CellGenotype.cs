using System.Collections.Immutable;

namespace NativeNas.Supernets.Genotypes;

/// <summary>One cell: node i is state i + 2, and the output concatenates the states of <see cref="Concat"/>.</summary>
public sealed record CellGenotype
{
    /// <summary>The two previous cells' outputs: states 0 and 1.</summary>
    public const int Inputs = 2;

    /// <summary>A cell whose output concatenates every node.</summary>
    /// <exception cref="GenotypeException">An edge is impossible.</exception>
    public CellGenotype(IReadOnlyList<NodeGenotype> nodes)
        : this(nodes, Enumerable.Range(Inputs, nodes.Count))
    {
    }

    /// <exception cref="GenotypeException">An edge or a state to concatenate is impossible.</exception>
    public CellGenotype(IEnumerable<NodeGenotype> nodes, IEnumerable<int> concat)
        : this(nodes, concat, "cell")
    {
    }

    internal CellGenotype(IEnumerable<NodeGenotype> nodes, IEnumerable<int> concat, string path)
    {
        Nodes = [.. nodes];
        Concat = [.. concat.Order()];
        GenotypeException.Unless(Nodes.Length > 0, $"{path}.nodes is empty; expected at least one node.");

        for (int i = 0; i < Nodes.Length; i++)
        {
            Check(Nodes[i], i + Inputs, $"{path}.nodes[{i}]");
        }

        GenotypeException.Unless(Concat.Length > 0, $"{path}.concat is empty; expected at least one state.");

        for (int i = 0; i < Concat.Length; i++)
        {
            GenotypeException.Unless(
                Concat[i] >= 0 && Concat[i] < Nodes.Length + Inputs,
                $"{path}.concat has state {Concat[i]}; expected 0 … {Nodes.Length + Inputs - 1}.");
            GenotypeException.Unless(
                i == 0 || Concat[i] != Concat[i - 1], $"{path}.concat has state {Concat[i]} twice; expected distinct states.");
        }
    }

    public ImmutableArray<NodeGenotype> Nodes { get; }

    /// <summary>Ascending.</summary>
    public ImmutableArray<int> Concat { get; }

    public bool Equals(CellGenotype? other) =>
        other is not null && Nodes.SequenceEqual(other.Nodes) && Concat.SequenceEqual(other.Concat);

    public override int GetHashCode()
    {
        int hash = Concat.Length;

        foreach (EdgeGenotype edge in Nodes.SelectMany(n => n.Edges))
        {
            hash = unchecked((hash * 31 + (int)edge.Operation) * 31 + edge.Input);
        }

        return hash;
    }

    private static void Check(NodeGenotype node, int state, string path)
    {
        foreach (EdgeGenotype edge in node.Edges)
        {
            GenotypeException.Unless(
                edge.Input >= 0 && edge.Input < state,
                $"{path} has input {edge.Input}; expected an earlier state, 0 … {state - 1}.");
            GenotypeException.Unless(
                CellOperations.Chosen.Contains(edge.Operation),
                $"{path} has operation {edge.Operation} on input {edge.Input}; expected one that computes something.");
        }

        GenotypeException.Unless(
            node.First.Input != node.Second.Input,
            $"{path} has input {node.First.Input} twice; expected two distinct inputs.");
    }
}
