using NativeNas.Benchmarks.Paired;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Tests;

public class CatalogTests
{
    [Fact]
    public void Every_workload_of_the_peer_is_there_and_no_other() => Assert.Equal(Listed("peer-names.txt").Order(), Names(Catalog.Peer).Order());

    [Fact]
    public void The_peer_of_a_gpu_lists_the_sizes_that_fill_one() => Assert.Equal(Listed("gpu-peer-names.txt"), Names(Catalog.Gpu));

    [Fact]
    public void The_peer_of_a_gpu_knows_every_family_that_is_timed_beside_it()
    {
        using StreamReader program = new(typeof(CatalogTests).Assembly.GetManifestResourceStream("workloads.py")!);
        string text = program.ReadToEnd();
        Assert.All(Catalog.Gpu.Concat(Catalog.Peer).Select(Catalog.FamilyOf).Distinct(), family => Assert.Contains($"\"{family.Name}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_size_for_a_gpu_can_be_made_and_is_large()
    {
        Assert.All(Catalog.Gpu, workload => Assert.InRange(workload.Needs(), 10L << 20, 40L << 30));
        Assert.Equal(Catalog.Gpu.Count, Catalog.Gpu.DistinctBy(workload => workload.Name).Count());
    }

    [Fact]
    public void Every_bar_of_a_gpu_has_rows()
    {
        Assert.All(BarClass.Gpu, one => Assert.Contains(Catalog.Gpu, workload => one.Holds(new(workload.Name, one.Mode.Name, null, null))));
        Assert.False(BarClass.Gpu[0].Holds(new("depthwise/n128_c96_h56_k7_s1", "fwd", null, null)));
    }

    [Fact]
    public void On_a_gpu_the_sizes_of_both_lists_have_names_and_any_shape_replaces_theirs()
    {
        PairedSettings gpu = new(Threads: 2, Pairs: 1) { Device = "opencl:0" };
        Assert.Equal(Catalog.Gpu, PairedRun.Workloads([], gpu));
        Assert.Equal(["relu/n128_c96_h56", "relu/n32_c96_h56"], Names(PairedRun.Workloads(["relu/*"], gpu)));
        Assert.Equal(["relu/n1_c8_h4"], Names(PairedRun.Workloads(["relu/*"], gpu with { Shape = "n1_c8_h4" })));
        Assert.Equal(Catalog.Peer, PairedRun.Workloads([], gpu with { Device = "cpu" }));
    }

    [Theory]
    [InlineData("depthwise/n64_*", 10)]
    [InlineData("pointwise/n64_c16to16_h32", 1)]
    [InlineData("mixed_op/n64_c16_h32_s?", 2)]
    [InlineData("*/n1_*", 12)]
    public void Globs_match_whole_names(string glob, int count) => Assert.Equal(count, Catalog.Named(Catalog.Peer, [glob]).Count);

    [Fact]
    public void Several_names_keep_the_catalog_order_and_count_once()
    {
        string[] names = [.. Catalog.Named(Catalog.Peer, ["relu/*", "swish/*", "relu/n32_c96_h56"]).Select(workload => workload.Name)];
        Assert.Equal(["swish/n32_c96_h56", "relu/n32_c96_h56"], names);
    }

    [Fact]
    public void No_name_takes_all() => Assert.Equal(Catalog.Peer, Catalog.Named(Catalog.Peer, []));

    [Fact]
    public void An_unknown_name_suggests_the_closest()
    {
        WorkloadException error = Assert.Throws<WorkloadException>(() => Catalog.Named(Catalog.Peer, ["pointwise/n64_c16to17_h32"]));
        Assert.Contains("'pointwise/n64_c16to17_h32'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'pointwise/n64_c16to16_h32'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_supernet_is_timed_by_the_step_and_a_layer_in_both_modes()
    {
        Assert.Equal([Mode.Step], Catalog.Named(Catalog.Peer, ["darts_supernet_step/n16"])[0].Modes);
        Assert.Equal([Mode.Forward, Mode.ForwardBackward], Catalog.Named(Catalog.Peer, ["relu/*"])[0].Modes);
    }

    [Fact]
    public void A_family_is_all_its_shapes_and_a_shape_that_is_not_listed_is_made()
    {
        Assert.Equal(34, Catalog.Chosen(["depthwise"]).Count);
        Assert.Equal(["depthwise/n1_c8_h7_k5"], Names(Catalog.Chosen(["depthwise/n1_c8_h7_k5"])));
        Assert.Equal(4, Catalog.Chosen(["m??_pool3", "avg_pool?"]).Count);
    }

    [Fact]
    public void Words_of_a_shape_replace_those_of_every_workload_that_knows_them() =>
        Assert.Equal(
            ["depthwise/n2_c96_h56_k9_s1_d2", "depthwise/n2_c96_h56_k9_s2_d2", "relu/n2_c96_h56", "relu/n2_c16_h32", "relu/n2_c64_h128"],
            Names(Catalog.Chosen(["depthwise/n32_c96_h56_k9_*", "relu"], "n2_d2")));

    [Theory]
    [InlineData("depthwize", "Did you mean 'depthwise'?")]
    [InlineData("relu/n32_c96_h*7", "Did you mean 'relu/n32_c96_h56'?")]
    [InlineData("relu/n32_c96_k3", "has a word 'k'; its words are n c h")]
    [InlineData("relu/32", "has a word '32'; expected letters and a number")]
    [InlineData("relu/n0_c4", "'n0' is no number from 1 on")]
    [InlineData("relu/n1_n2", "has a word 'n2'")]
    public void A_name_that_is_none_says_what_was_expected(string name, string message) =>
        Assert.Contains(message, Assert.Throws<WorkloadException>(() => Catalog.Chosen([name]).Select(workload => workload.Images).ToArray()).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_row_of_the_peer_is_of_its_class_alone()
    {
        string[] without = ["batchnorm_eval", "mbconv_eval"];

        foreach (Workload workload in Catalog.Peer.Where(workload => !without.Contains(workload.Name.Split('/')[0])))
        {
            Assert.All(workload.Modes, mode => Assert.InRange(BarClass.All.Count(one => one.Holds(new(workload.Name, mode.Name, null, null))), 0, 1));
            Assert.Contains(workload.Modes, mode => BarClass.All.Any(one => one.Holds(new(workload.Name, mode.Name, null, null))));
        }
    }

    private static string[] Listed(string resource)
    {
        using StreamReader list = new(typeof(CatalogTests).Assembly.GetManifestResourceStream(resource)!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Names(IEnumerable<Workload> workloads) => workloads.Select(workload => workload.Name);
}
