using System.Text.Json.Nodes;
using System.Xml.Linq;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Tests;

public sealed class ShowTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public void Names_are_listed() => Assert.Equal("DARTS_V1\nDARTS_V2\nall-skip\n", shell.Run("show").Output);

    [Fact]
    public void Each_form_is_what_it_says()
    {
        Assert.StartsWith("normal cell\n", shell.Run("show", "DARTS_V2").Output);
        Assert.Equal(Genotype.Named("DARTS_V2"), Genotype.Parse(shell.Run("show", "DARTS_V2", "--as", "json").Output));
        Assert.StartsWith("digraph", shell.Run("show", "all-skip", "--as", "dot").Output);
        Assert.DoesNotContain("sep_conv", shell.Run("show", "DARTS_V2", "--as", "dot", "--cell", "reduction").Output);
        Assert.Equal(0, shell.Run("show", "DARTS_V1", "--as", "svg", "--cell", "normal", "--out", shell["cell.svg"]).Code);
        Assert.Equal("svg", XDocument.Load(shell["cell.svg"]).Root!.Name.LocalName);
    }

    [Fact]
    public void A_draw_follows_from_its_seed()
    {
        string Hash(string form) => (string)shell.Json("show", form)["genotypeHash"]!;
        Assert.Equal(Hash("random:1"), Hash("random:1"));
        Assert.NotEqual(Hash("random:1"), Hash("random:2"));
    }

    [Fact]
    public void A_genotype_is_read_from_a_file_a_folder_and_inline()
    {
        Genotype genotype = Genotype.Named("DARTS_V1");
        File.WriteAllText(shell["genotype.json"], genotype.ToJson());

        foreach (string form in (string[])["DARTS_V1", shell["genotype.json"], shell[""], genotype.CanonicalJson])
        {
            JsonObject shown = shell.Json("show", form);
            Assert.Equal(genotype.Hash, (string)shown["genotypeHash"]!);
            Assert.Equal(genotype, Genotype.Parse(shown["genotype"]!.ToJsonString()));
        }
    }

    [Fact]
    public void A_broken_genotype_file_is_named()
    {
        File.WriteAllText(shell["broken.json"], "{");
        Assert.StartsWith(shell["broken.json"] + ": The genotype is not JSON", shell.Refusal(1, "show", shell["broken.json"]));
    }

    public void Dispose() => shell.Dispose();
}
