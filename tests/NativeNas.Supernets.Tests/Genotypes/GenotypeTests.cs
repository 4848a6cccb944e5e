using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Tests.Genotypes;

public class GenotypeTests
{
    private static readonly EdgeGenotype Pool = new(CellOperation.MaxPool3x3, 0);
    private static readonly EdgeGenotype Skip = new(CellOperation.SkipConnect, 1);

    [Fact]
    public void The_order_of_a_node_s_edges_and_of_the_concatenation_is_not_part_of_the_value()
    {
        CellGenotype one = new([new(Pool, Skip), new(Skip, Pool)], [2, 3]);
        CellGenotype other = new([new(Skip, Pool), new(Pool, Skip)], [3, 2]);
        Genotype a = new(one, other);
        Genotype b = new(other, one);
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(a.Hash, b.Hash);
    }

    [Fact]
    public void Different_genotypes_differ()
    {
        Genotype skip = Genotype.AllSkip(2);
        Genotype[] others =
        [
            Genotype.AllSkip(3),
            skip with { Normal = new(skip.Normal.Nodes, [3]) },
            skip with { Normal = new([skip.Normal.Nodes[0], new(Pool, Skip)]) },
            skip with { Reduction = new([skip.Normal.Nodes[0], new(new(CellOperation.SkipConnect, 2), Skip)]) },
        ];
        Assert.Equal(5, others.Append(skip).Distinct().Count());
        Assert.Equal(5, others.Append(skip).Select(g => g.Hash).Distinct().Count());
    }

    [Fact]
    public void DARTS_V2_is_the_published_cell()
    {
        Genotype genotype = Genotype.Named("DARTS_V2");
        Assert.Equal("skip_connect@0 + dil_conv_3x3@2", genotype.Normal.Nodes[3].ToString());
        Assert.Equal("max_pool_3x3@1 + skip_connect@2", genotype.Reduction.Nodes[1].ToString());
        Assert.Equal([2, 3, 4, 5], genotype.Normal.Concat);
    }

    [Theory]
    [InlineData("DARTS_V1", "ef1bbe42ad1e65ede9344ac2159737649f6bd27f9dcbdb642ab2b7864daf6f7e")]
    public void The_canonical_hash_never_changes(string name, string hash) => Assert.Equal(hash, Genotype.Named(name).Hash);

    [Fact]
    public void The_all_skip_genotype_learns_nothing() => Assert.All(
        Genotype.AllSkip().Normal.Nodes.SelectMany(n => n.Edges), e => Assert.Equal(CellOperation.SkipConnect, e.Operation));

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones() => Assert.Equal(
        "The genotype \"darts_v3\" is unknown; expected one of DARTS_V1, DARTS_V2. Did you mean \"DARTS_V1\"?",
        Assert.Throws<GenotypeException>(() => Genotype.Named("darts_v3")).Message);

    public static TheoryData<NodeGenotype[], int[], string> Impossible => new()
    {
        { [], [], "cell.nodes is empty; expected at least one node." },
        { [new(Pool, Pool)], [2], "cell.nodes[0] has input 0 twice; expected two distinct inputs." },
        { [new(Pool, new(CellOperation.SkipConnect, 2))], [2], "cell.nodes[0] has input 2; expected an earlier state, 0 … 1." },
        { [new(Pool, new(CellOperation.None, 1))], [2], "cell.nodes[0] has operation None on input 1; expected one that computes something." },
        { [new(Pool, Skip)], [], "cell.concat is empty; expected at least one state." },
        { [new(Pool, Skip)], [3], "cell.concat has state 3; expected 0 … 2." },
        { [new(Pool, Skip)], [2, 2], "cell.concat has state 2 twice; expected distinct states." },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void An_impossible_cell_is_refused(NodeGenotype[] nodes, int[] concat, string message) =>
        Assert.Equal(message, Assert.Throws<GenotypeException>(() => new CellGenotype(nodes, concat)).Message);
}
