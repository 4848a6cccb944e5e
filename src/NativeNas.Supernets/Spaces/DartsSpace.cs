using System.Globalization;
using NativeNas.Kernels;
using NativeNas.Kernels.Random;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Spaces;

/// <summary>
/// The cell pair of DARTS (arXiv:1806.09055): node n of each cell sums two operations on two distinct earlier
/// states. Three decisions a node: the pair of inputs (one choice, so that each pair is equally likely) and the
/// operation on each. Decision paths and genotypes are one to one.
/// </summary>
public sealed class DartsSpace : SearchSpace
{
    private static readonly string[] OperationNames = [.. CellOperations.Chosen.Select(o => o.Name)];
    private static readonly string[] CellNames = ["normal", "reduction"];

    private readonly Choice[] decisions;

    public DartsSpace(int nodes = 4)
    {
        Require.That(nodes is > 0 and <= 64, $"A DARTS cell has 1 to 64 nodes; got {nodes}.");
        Nodes = nodes;
        decisions = [.. CellNames.SelectMany(cell => Enumerable.Range(CellGenotype.Inputs, nodes).SelectMany(n => OfNode(cell, n)))];
    }

    public override string Name => Genotype.Space;

    /// <summary>Intermediate nodes of a cell.</summary>
    public int Nodes { get; }

    public override Decision? Next(ReadOnlySpan<Value> prefix) =>
        prefix.Length < decisions.Length ? decisions[prefix.Length] : null;

    /// <summary>The genotype that a complete point stands for.</summary>
    public Genotype Decode(ReadOnlySpan<Value> point)
    {
        Validate(point);
        return new(Cell(point[..(point.Length / 2)]), Cell(point[(point.Length / 2)..]));
    }

    /// <summary>A genotype of this space, each equally likely.</summary>
    public Genotype SampleGenotype(Rng rng) => Decode(Sample(rng));

    /// <exception cref="GenotypeException">The genotype is not one of this space.</exception>
    public void Validate(Genotype genotype)
    {
        Validate(genotype.Normal, CellNames[0]);
        Validate(genotype.Reduction, CellNames[1]);
    }

    private void Validate(CellGenotype cell, string name)
    {
        GenotypeException.Unless(
            cell.Nodes.Length == Nodes, $"{name}.nodes has {cell.Nodes.Length} nodes; this space has {Nodes}.");
        GenotypeException.Unless(
            cell.Concat.SequenceEqual(Enumerable.Range(CellGenotype.Inputs, Nodes)),
            $"{name}.concat is [{string.Join(", ", cell.Concat)}]; expected every node, 2 … {Nodes + 1}.");
    }

    private static CellGenotype Cell(ReadOnlySpan<Value> answers)
    {
        List<NodeGenotype> nodes = [];

        for (int i = 0; i < answers.Length; i += 3)
        {
            (int first, int second) = Pairs(CellGenotype.Inputs + nodes.Count)[answers[i].Index!.Value];
            nodes.Add(new(
                new(CellOperations.Chosen[answers[i + 1].Index!.Value], first),
                new(CellOperations.Chosen[answers[i + 2].Index!.Value], second)));
        }

        return new(nodes);
    }

    private static Choice[] OfNode(string cell, int state)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{cell}.node{state}");
        return
        [
            new($"{name}.inputs", [.. Pairs(state).Select(p => $"{p.First}+{p.Second}")]),
            new($"{name}.first", OperationNames),
            new($"{name}.second", OperationNames),
        ];
    }

    private static List<(int First, int Second)> Pairs(int states) =>
        [.. Enumerable.Range(0, states).SelectMany(a => Enumerable.Range(a + 1, states - a - 1).Select(b => (a, b)))];
}
