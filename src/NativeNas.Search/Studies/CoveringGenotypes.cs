using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Studies;

/// <summary>A few genotypes in whose cells every operation stands, so that training them meets every kernel of a network that may be found.</summary>
internal static class CoveringGenotypes
{
    private static readonly CellOperation[] Operations = [.. Enum.GetValues<CellOperation>().Where(operation => operation != CellOperation.None)];

    /// <param name="nodes">Of a cell, each with two edges.</param>
    public static IEnumerable<Genotype> Of(int nodes) => Operations.Chunk(2 * nodes).Select(operations =>
    {
        CellGenotype cell = new([.. Enumerable.Range(0, nodes).Select(node => new NodeGenotype(Edge(2 * node), Edge((2 * node) + 1)))]);
        return new Genotype(cell, cell);

        EdgeGenotype Edge(int edge) => new(operations[edge % operations.Length], edge % 2);
    });
}
