using System.Security.Cryptography;
using System.Text;
using NativeNas.Kernels;

namespace NativeNas.Supernets.Genotypes;

/// <summary>What a cell search finds: the cell that keeps the resolution and the cell that halves it. A value.</summary>
public sealed record Genotype(CellGenotype Normal, CellGenotype Reduction)
{
    /// <summary>The name of the space whose genotypes these are.</summary>
    public const string Space = "darts";

    /// <summary>The one JSON text of this value: fixed order of fields, no white space.</summary>
    public string CanonicalJson => GenotypeJson.Canonical(this);

    /// <summary>SHA-256 of <see cref="CanonicalJson"/> in lower-case hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson)));

    /// <summary>Reads the versioned JSON form; comments and trailing commas are allowed.</summary>
    /// <exception cref="GenotypeException">The text is no genotype.</exception>
    public static Genotype Parse(string json) => GenotypeJson.Parse(json);

    /// <summary>A published genotype, such as <c>DARTS_V2</c>.</summary>
    /// <exception cref="GenotypeException">No genotype of that name is known.</exception>
    public static Genotype Named(string name) => PublishedGenotypes.Named(name);

    /// <summary>Every node adds the two previous cells' outputs: the cell without an operation to learn, a baseline.</summary>
    public static Genotype AllSkip(int nodes = 4)
    {
        Require.That(nodes > 0, $"A cell has at least one node; got {nodes}.");
        NodeGenotype node = new(new(CellOperation.SkipConnect, 0), new(CellOperation.SkipConnect, 1));
        CellGenotype cell = new([.. Enumerable.Repeat(node, nodes)]);
        return new(cell, cell);
    }

    /// <summary>The JSON form for people: one line a node.</summary>
    public string ToJson() => GenotypeJson.Readable(this);
}
