using NativeNas.Kernels.Random;
using NativeNas.Supernets.Genotypes;
using NativeNas.Supernets.Spaces;

namespace NativeNas.Supernets.Tests.Spaces;

public class DartsSpaceTests
{
    private static readonly DartsSpace Space = new();

    [Fact]
    public void Samples_belong_to_the_space_and_survive_their_JSON()
    {
        for (int i = 0; i < 2000; i++)
        {
            Genotype genotype = Space.SampleGenotype(new Rng(11).At(i));
            Space.Validate(genotype);
            Assert.Equal(genotype, Genotype.Parse(genotype.CanonicalJson));
        }
    }

    [Fact]
    public void The_space_of_one_cell_has_the_published_size()
    {
        double points = 1;
        List<Value> prefix = [];

        while (prefix.Count < 12)
        {
            Choice choice = Assert.IsType<Choice>(Space.Next([.. prefix]));
            points *= choice.Options.Count;
            prefix.Add(Value.Option(0));
        }

        Assert.Equal(1 * 3 * 6 * 10 * Math.Pow(7, 8), points); // 1.04e9
        Assert.StartsWith("reduction.node2", Space.Next([.. prefix])!.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_pair_of_inputs_and_every_operation_is_equally_likely()
    {
        const int draws = 7000;
        Dictionary<string, int> inputs = [];
        Dictionary<CellOperation, int> operations = [];

        for (int i = 0; i < draws; i++)
        {
            NodeGenotype last = Space.SampleGenotype(new Rng(5).At(i)).Reduction.Nodes[3];
            string pair = $"{last.First.Input}+{last.Second.Input}";
            inputs[pair] = inputs.GetValueOrDefault(pair) + 1;
            operations[last.Second.Operation] = operations.GetValueOrDefault(last.Second.Operation) + 1;
        }

        Assert.Equal(10, inputs.Count);
        Assert.Equal(CellOperations.Chosen.Order(), operations.Keys.Order());
        Assert.All(inputs.Values, n => Assert.InRange(n, 700 - 125, 700 + 125));
        Assert.All(operations.Values, n => Assert.InRange(n, 1000 - 150, 1000 + 150));
    }

    [Fact]
    public void A_point_decodes_as_it_reads()
    {
        Value[] point = [.. Enumerable.Repeat(Value.Option(0), 12)];
        point[3] = Value.Option(2);
        point[4] = Value.Option(3);
        Genotype genotype = new DartsSpace(2).Decode(point);
        Assert.Equal("sep_conv_3x3@1 + max_pool_3x3@2", genotype.Normal.Nodes[1].ToString());
        Assert.Equal("max_pool_3x3@0 + max_pool_3x3@1", genotype.Reduction.Nodes[1].ToString());
    }

    [Fact]
    public void A_genotype_of_another_space_is_refused()
    {
        Assert.Equal(
            "normal.nodes has 3 nodes; this space has 4.",
            Assert.Throws<GenotypeException>(() => Space.Validate(Genotype.AllSkip(3))).Message);

        Genotype skip = Genotype.AllSkip();
        Genotype partial = skip with { Reduction = new(skip.Reduction.Nodes, [3, 4, 5]) };
        Assert.Equal(
            "reduction.concat is [3, 4, 5]; expected every node, 2 … 5.",
            Assert.Throws<GenotypeException>(() => Space.Validate(partial)).Message);
    }
}
