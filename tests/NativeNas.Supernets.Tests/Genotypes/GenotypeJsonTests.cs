using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Tests.Genotypes;

public class GenotypeJsonTests
{
    private const string Tiny =
        """{"format":"nativenas-genotype","version":1,"space":"darts","normal":{"nodes":[[{"operation":"skip_connect","input":0},{"operation":"skip_connect","input":1}]],"concat":[2]},"reduction":{"nodes":[[{"operation":"skip_connect","input":0},{"operation":"skip_connect","input":1}]],"concat":[2]}}""";

    [Fact]
    public void The_canonical_form_is_this_text() => Assert.Equal(Tiny, Genotype.AllSkip(1).CanonicalJson);

    [Theory]
    [InlineData("DARTS_V1")]
    [InlineData("DARTS_V2")]
    public void Both_forms_read_back_as_the_same_value(string name)
    {
        Genotype genotype = Genotype.Named(name);
        Assert.Equal(genotype, Genotype.Parse(genotype.CanonicalJson));
        Assert.Equal(genotype, Genotype.Parse(genotype.ToJson()));
        Assert.Equal(24, genotype.ToJson().Split('\n').Length);
    }

    [Fact]
    public void Comments_and_a_swapped_edge_change_nothing() => Assert.Equal(
        Genotype.AllSkip(1),
        Genotype.Parse("// mine\n" + Tiny.Replace(
            """{"operation":"skip_connect","input":0},{"operation":"skip_connect","input":1}""",
            """{"input":1,"operation":"skip_connect"},{"operation":"skip_connect","input":0},""")));

    [Theory]
    [InlineData("nativenas-genotype", "other", "format is \"other\"; expected \"nativenas-genotype\".")]
    [InlineData("\"version\":1", "\"version\":2", "version is 2; expected 1.")]
    [InlineData("\"version\":1", "\"version\":\"1\"", "version is \"1\"; expected an integer.")]
    [InlineData("\"version\":1,", "", "genotype has no field \"version\"; it is required.")]
    [InlineData("\"version\"", "\"extra\":0,\"version\"", "genotype has an unknown field \"extra\"; expected format, version, space, normal, reduction.")]
    [InlineData("\"concat\"", "\"conact\":1,\"concat\"", "normal has an unknown field \"conact\"; expected nodes, concat. Did you mean \"concat\"?")]
    [InlineData("\"darts\"", "\"nasnet\"", "space is \"nasnet\"; expected \"darts\".")]
    [InlineData("skip_connect", "skip_conect", "normal.nodes[0][0].operation is \"skip_conect\"; expected one of max_pool_3x3, avg_pool_3x3, skip_connect, sep_conv_3x3, sep_conv_5x5, dil_conv_3x3, dil_conv_5x5. Did you mean \"skip_connect\"?")]
    [InlineData("skip_connect", "none", "normal.nodes[0][0].operation is \"none\"; expected one of max_pool_3x3, avg_pool_3x3, skip_connect, sep_conv_3x3, sep_conv_5x5, dil_conv_3x3, dil_conv_5x5.")]
    [InlineData("\"input\":1", "\"input\":2", "normal.nodes[0] has input 2; expected an earlier state, 0 … 1.")]
    [InlineData("\"input\":1", "\"input\":-1", "normal.nodes[0] has input -1; expected an earlier state, 0 … 1.")]
    [InlineData("\"input\":1", "\"input\":1.5", "normal.nodes[0][1].input is 1.5; expected an integer.")]
    [InlineData("\"input\":1", "\"input\":0", "normal.nodes[0] has input 0 twice; expected two distinct inputs.")]
    [InlineData(",{\"operation\":\"skip_connect\",\"input\":1}", "", "normal.nodes[0] has 1 edges; expected 2.")]
    [InlineData("[2]", "[]", "normal.concat is empty; expected at least one state.")]
    [InlineData("[2]", "2", "normal.concat is 2; expected an array.")]
    public void A_wrong_text_is_refused_by_field_value_and_expectation(string from, string to, string message)
    {
        int at = Tiny.IndexOf(from, StringComparison.Ordinal);
        string json = Tiny[..at] + to + Tiny[(at + from.Length)..];
        Assert.Equal(message, Assert.Throws<GenotypeException>(() => Genotype.Parse(json)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":")]
    [InlineData("{\"format\":\"nativenas-genotype\",\"format\":\"nativenas-genotype\"}")]
    public void What_is_not_JSON_is_said_to_be_so(string text) => Assert.StartsWith(
        "The genotype is not JSON: ", Assert.Throws<GenotypeException>(() => Genotype.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_kind_of_document_is_refused() => Assert.Equal(
        "genotype is [1]; expected an object.", Assert.Throws<GenotypeException>(() => Genotype.Parse("[1]")).Message);
}
