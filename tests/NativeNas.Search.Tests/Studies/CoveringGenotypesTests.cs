using NativeNas.Search.Studies;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Tests.Studies;

public sealed class CoveringGenotypesTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public void Every_operation_stands_in_both_cells_of_one_of_them(int nodes, int count)
    {
        Genotype[] all = [.. CoveringGenotypes.Of(nodes)];
        Assert.Equal(count, all.Length);
        Assert.All(Enum.GetValues<CellOperation>().Where(operation => operation != CellOperation.None), operation =>
        {
            Assert.Contains(all, genotype => Operations(genotype.Normal).Contains(operation));
            Assert.Contains(all, genotype => Operations(genotype.Reduction).Contains(operation));
        });
        Assert.All(all, genotype => Assert.Equal(nodes, genotype.Normal.Nodes.Count));
    }

    private static IEnumerable<CellOperation> Operations(CellGenotype cell) => cell.Nodes.SelectMany(node => new[] { node.First.Operation, node.Second.Operation });
}
