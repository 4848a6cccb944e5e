using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Tests;

public class CatalogTests
{
    [Fact]
    public void Every_workload_of_the_peer_is_there_in_its_order()
    {
        using StreamReader list = new(typeof(CatalogTests).Assembly.GetManifestResourceStream("peer-names.txt")!);
        string[] expected = list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, Catalog.All.Select(workload => workload.Name).Where(expected.Contains));
    }

    [Theory]
    [InlineData("depthwise/n64_*", 10)]
    [InlineData("pointwise/n64_c16to16_h32", 1)]
    [InlineData("mixed_op/n64_c16_h32_s?", 2)]
    [InlineData("*/n1_*", 12)]
    public void Globs_match_whole_names(string glob, int count) => Assert.Equal(count, Catalog.Named([glob]).Count);

    [Fact]
    public void Several_names_keep_the_catalog_order_and_count_once()
    {
        string[] names = [.. Catalog.Named(["relu/*", "swish/*", "relu/n32_c96_h56"]).Select(workload => workload.Name)];
        Assert.Equal(["swish/n32_c96_h56", "relu/n32_c96_h56"], names);
    }

    [Fact]
    public void No_name_takes_all() => Assert.Equal(Catalog.All, Catalog.Named([]));

    [Fact]
    public void An_unknown_name_suggests_the_closest()
    {
        BenchmarkException error = Assert.Throws<BenchmarkException>(() => Catalog.Named(["pointwise/n64_c16to17_h32"]));
        Assert.Contains("'pointwise/n64_c16to17_h32'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'pointwise/n64_c16to16_h32'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_supernet_is_timed_by_the_step_and_a_layer_in_both_modes()
    {
        Assert.Equal([Mode.Step], Catalog.Named(["darts_supernet_step/n16"])[0].Modes);
        Assert.Equal([Mode.Forward, Mode.ForwardBackward], Catalog.Named(["relu/*"])[0].Modes);
    }
}
