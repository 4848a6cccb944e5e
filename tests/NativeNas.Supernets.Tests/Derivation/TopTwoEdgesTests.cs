using NativeNas.Kernels.Random;
using NativeNas.Supernets.Derivation;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Tests.Derivation;

public class TopTwoEdgesTests
{
    private const int Operations = 8;

    [Theory]
    [InlineData(20f)]
    [InlineData(5000f)]
    public void None_never_wins_even_where_it_dominates_every_edge(float dominance)
    {
        float[] alpha = RandomAlpha(new Rng(1), edges: 14);

        for (int edge = 0; edge < 14; edge++)
        {
            alpha[edge * Operations] = dominance;
        }

        // The same none on each edge: the best other α alone decides, by hand for the edges of the last node.
        alpha[(9 + 3) * Operations + (int)CellOperation.DilConv5x5] = 8;
        alpha[(9 + 1) * Operations + (int)CellOperation.MaxPool3x3] = 7;
        CellGenotype cell = TopTwoEdges.Derive(alpha, alpha).Normal;
        Assert.DoesNotContain(cell.Nodes.SelectMany(n => n.Edges), e => e.Operation == CellOperation.None);
        Assert.All(cell.Nodes, n => Assert.NotEqual(n.First.Input, n.Second.Input));
        Assert.Equal("max_pool_3x3@1 + dil_conv_5x5@3", cell.Nodes[3].ToString());
    }

    [Fact]
    public void None_takes_part_in_the_softmax()
    {
        // Node 3 has three edges; edge 2 has the largest α of all, but none takes nearly its whole weight.
        float[] alpha = new float[5 * Operations];
        alpha[(2 + 0) * Operations + (int)CellOperation.SepConv3x3] = 1;
        alpha[(2 + 1) * Operations + (int)CellOperation.AvgPool3x3] = 1;
        alpha[(2 + 2) * Operations + (int)CellOperation.SepConv5x5] = 3;
        Assert.Equal("sep_conv_3x3@0 + sep_conv_5x5@2", Second(alpha));
        alpha[(2 + 2) * Operations + (int)CellOperation.None] = 9;
        Assert.Equal("sep_conv_3x3@0 + avg_pool_3x3@1", Second(alpha));

        static string Second(float[] alpha) => TopTwoEdges.Derive(alpha, alpha, nodes: 2).Normal.Nodes[1].ToString();
    }

    [Fact]
    public void Ties_go_to_the_first_operation_and_the_lowest_inputs() => Assert.All(
        TopTwoEdges.Derive(new float[14 * Operations], new float[14 * Operations]).Reduction.Nodes,
        n => Assert.Equal("max_pool_3x3@0 + max_pool_3x3@1", n.ToString()));

    [Fact]
    public void A_constant_added_to_a_row_changes_nothing()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Rng rng = new Rng(2).At(seed);
            float[] alpha = [.. RandomAlpha(rng, 14).Select(a => MathF.Round(a * 256) / 256)]; // so that adding is exact
            float[] moved = [.. alpha.Select((a, i) => a + rng.At("row").Below(200, i / Operations) - 100)];
            Assert.Equal(TopTwoEdges.Derive(alpha, alpha), TopTwoEdges.Derive(moved, moved));
        }
    }

    [Fact]
    public void Random_alphas_derive_as_the_definition_says()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            int nodes = 1 + seed % 5;
            int edges = nodes * (nodes + 3) / 2;
            float[] normal = RandomAlpha(new Rng(3).At(seed), edges);
            float[] reduction = RandomAlpha(new Rng(4).At(seed), edges);
            Genotype derived = TopTwoEdges.Derive(normal, reduction, nodes);
            Assert.Equal(Naive(normal, nodes), derived.Normal);
            Assert.Equal(Naive(reduction, nodes), derived.Reduction);
        }
    }

    [Fact]
    public void What_cannot_be_derived_from_is_refused()
    {
        float[] alpha = new float[14 * Operations];
        Assert.Equal(
            "The α of the reduction cell have 9 rows; 4 nodes have 14 edges.",
            Assert.Throws<ArgumentException>(() => TopTwoEdges.Derive(alpha, alpha.AsSpan(0, 9 * Operations))).Message);
        Assert.Equal(
            "The α of the normal cell have 111 numbers; expected a positive multiple of 8.",
            Assert.Throws<ArgumentException>(() => TopTwoEdges.Derive(alpha.AsSpan(1), alpha)).Message);
        alpha[3 * Operations + 5] = float.NaN;
        Assert.Equal(
            "α of the normal cell, edge 3, sep_conv_5x5 is NaN; expected a finite number.",
            Assert.Throws<ArgumentException>(() => TopTwoEdges.Derive(alpha, alpha)).Message);
    }

    [Fact]
    public void Entropy_is_that_of_the_softmax_rows()
    {
        Assert.Equal(Math.Log(8), AlphaEntropy.Mean(new float[14 * Operations]), 12);
        float[] alpha = new float[2 * Operations];
        alpha[3] = 1000;                                                    // row 0 is decided: entropy 0
        alpha.AsSpan(Operations + 2, 6).Fill(-1000);                        // row 1 has two equals: ln 2
        Assert.Equal(Math.Log(2) / 2, AlphaEntropy.Mean(alpha), 12);
    }

    private static float[] RandomAlpha(Rng rng, int edges) => [.. Enumerable.Range(0, edges * Operations).Select(i => rng.Normal(i))];

    /// <summary>The definition, word by word, over the whole softmax table.</summary>
    private static CellGenotype Naive(float[] alpha, int nodes)
    {
        List<NodeGenotype> result = [];
        int start = 0;

        for (int node = 0; node < nodes; node++)
        {
            (double Weight, EdgeGenotype Edge)[] edges = new (double, EdgeGenotype)[node + 2];

            for (int input = 0; input < node + 2; input++)
            {
                double[] exp = [.. alpha.Skip((start + input) * Operations).Take(Operations).Select(a => Math.Exp(a))];
                double best = exp.Skip(1).Max();
                edges[input] = (best / exp.Sum(), new((CellOperation)Array.IndexOf(exp, best, 1), input));
            }

            Array.Sort(edges, (a, b) => b.Weight.CompareTo(a.Weight));
            result.Add(new(edges[0].Edge, edges[1].Edge));
            start += node + 2;
        }

        return new(result);
    }
}
