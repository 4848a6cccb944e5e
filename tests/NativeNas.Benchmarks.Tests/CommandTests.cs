using System.Text.Json;
using NativeNas.Benchmarks.Ceilings;
using NativeNas.Benchmarks.Comparison;
using NativeNas.Benchmarks.Memory;
using NativeNas.Benchmarks.Scaling;
using NativeNas.Benchmarks.Supernets;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("benchmarks");

    [Fact]
    public void The_roofline_has_a_row_for_each_number_of_threads_and_footprint()
    {
        Page page = RooflineCommand.Measure([new("cpu", 1), new("cpu", 2)], [1 << 16, 1 << 20], 1, "");
        JsonElement rows = JsonDocument.Parse(page.Json.ToJsonString()).RootElement.GetProperty("roofline");
        Assert.Equal([(1, 65536), (1, 1048576), (2, 65536), (2, 1048576)], rows.EnumerateArray().Select(row => (row.GetProperty("threads").GetInt32(), row.GetProperty("footprint").GetInt32())));
        Assert.All(rows.EnumerateArray(), row => Assert.Equal(row.GetProperty("gbps").GetDouble(), row.GetProperty("streams").EnumerateObject().Max(stream => stream.Value.GetDouble())));
        Assert.All(rows.EnumerateArray(), row => Assert.True(row.GetProperty("gflops").GetDouble() > 0));
        Assert.Contains("| 2 | 64 KB | ", page.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Scaling_sets_the_gain_of_a_workload_beside_that_of_the_multiply_adds()
    {
        Page page = ScalingCommand.Measure(Catalog.Chosen(["pointwise/n1_c16to16_h8"]), 2, TimingSettings.Once, "");
        JsonElement row = JsonDocument.Parse(page.Json.ToJsonString()).RootElement.GetProperty("pointwise/n1_c16to16_h8").GetProperty("fwdbwd");
        double gain = row.GetProperty("ms1").GetDouble() / row.GetProperty("ms").GetDouble(), peak = row.GetProperty("gflops").GetDouble() / row.GetProperty("gflops1").GetDouble();
        Assert.Equal(gain / peak, row.GetProperty("share").GetDouble(), 1e-9);
        Assert.Equal(2, page.Markdown.Split('\n').Count(line => line.StartsWith("| pointwise/n1_c16to16_h8 | fwd", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_supernet_row_counts_its_multiply_adds()
    {
        using CpuDevice device = new(2);
        Page page = SupernetCommand.Measure(device, [4], [1, 2], TimingSettings.Once, "");
        double[] counts = [.. new[] { 1, 2 }.Select(batch => page.Json[$"darts_supernet_step/n{batch}_c4"]!["step"]!["multiplyAdds"]!.GetValue<double>())];
        Assert.Equal(2 * counts[0], counts[1]);
        Assert.Contains("| 4 | 1 | ", page.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_program_is_a_peer_whose_memory_is_compared()
    {
        using FakePeer peer = new(FakePeer.Answers);
        Page page = MemoryCommand.Compare(["pointwise/n64_c16to16_h32"], peer.Command, new("cpu", 2), "");
        double ours = page.Json["pointwise/n64_c16to16_h32"]!["fwdbwd"]!["oursMb"]!.GetValue<double>();
        Assert.InRange(ours, 10, 4000);
        Assert.Equal(["pointwise/n64_c16to16_h32 fwdbwd 2"], peer.Requests);
    }

    [Theory]
    [InlineData("a b c", "expected NAME MODE")]
    [InlineData("relu/n1_c4_h4 sideways", "expected fwd, fwdbwd or step")]
    public void A_server_says_what_it_did_not_understand(string line, string message) =>
        Assert.Contains(message, Assert.Throws<BenchmarkException>(() => Server.Serve(new StringReader(line), TextWriter.Null, new("cpu", 1), Fusions.On)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_server_leaves_fused_ops_out_where_told_to()
    {
        Assert.True(Server.Asked("mixed_op/n64_c16_h32_s1", Fusions.On).Fusion);
        Assert.False(Server.Asked("mixed_op/n64_c16_h32_s1:nchw", Fusions.Off).Fusion);
    }

    [Fact]
    public void Two_files_are_compared_row_by_row_whatever_their_form()
    {
        string a = Write("a.md", "# Old\n\n| workload | mode | ours | peer |\n|---|---|--:|--:|\n| x/1 | fwd | 2.00 | 9 |\n| x/1 | fwdbwd | 4 | 9 |\n| gone/1 | fwd | 1 | 1 |\n| y | fwd | not timed: wrong | |\n");
        string b = Write("b.json", """{"x/1":{"fwd":{"oursMs":3},"fwdbwd":{"ms":2}},"classes":{"c":{"mean":1}}}""");
        (Page page, double worst) = CompareCommand.Compare(a, b, 1.1);
        Assert.Equal(1.5, worst);
        Assert.Contains("| x/1 | fwd | 2.00 | 3.00 | 1.50 | **slower** |\n| x/1 | fwdbwd | 4.00 | 2.00 | 0.500 | faster |\n| gone/1 | fwd | 1.00 | – | – | gone |\n", page.Markdown, StringComparison.Ordinal);
        Assert.Contains("2 rows in both; geometric mean of B / A 0.866, largest 1.50.", page.Markdown, StringComparison.Ordinal);
        Assert.Equal(1, CompareCommand.Create().Parse([a, b, "--fail-over", "1.2"]).Invoke());
        Assert.Equal(0, CompareCommand.Create().Parse([a, b, "--fail-over", "1.6"]).Invoke());
        Assert.Equal(1, CompareCommand.Create().Parse([a, Write("c.md", "nothing")]).Invoke());
    }

    [Fact]
    public void What_several_devices_took_side_by_side_is_read_as_rows_of_each()
    {
        string a = Write("a.json", """{"x/1":{"fwd":{"cpu":{"ms":4},"cuda:0":{"ms":1}}}}"""), b = Write("b.json", """{"x/1":{"fwd":{"cpu":{"ms":4},"cuda:0":{"ms":0.5}}}}""");
        Assert.Contains("| x/1 on cuda:0 | fwd | 1.00 | 0.500 | 0.500 | faster |", CompareCommand.Compare(a, b, 1.1).Page.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_not_there_is_said_in_one_line()
    {
        BenchmarkException error = Assert.Throws<BenchmarkException>(() => new Hardware("cuda:99", 0).Open());
        Assert.StartsWith("cuda:99", error.Message.TrimStart('\''), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("cpu", false)]
    [InlineData("cpu-portable", false)]
    [InlineData("cpu-scalar", false)]
    [InlineData("cpu-staged", true)]
    public void Each_form_of_the_processor_opens_by_its_name(string name, bool asGpu)
    {
        Hardware hardware = new(name, 1);
        using Device device = hardware.Open();
        Assert.Equal((name, name, asGpu), (device.Name, hardware.About, hardware.IsGpu));
    }

    [Theory]
    [InlineData("8MB", 8L << 20)]
    [InlineData("64kb", 64L << 10)]
    [InlineData("100", 100L)]
    [InlineData("MB", null)]
    [InlineData("-1MB", null)]
    public void Sizes_are_read_as_people_write_them(string text, long? bytes) => Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("roofline --footprint 3TB")]
    [InlineData("scaling relu --threads 0")]
    [InlineData("supernet --batch 0")]
    [InlineData("paired --peer x --fusion maybe")]
    [InlineData("paired --peer x --footprint 1KB")]
    [InlineData("paired relu/*")]
    public void Options_out_of_range_are_refused(string line) => Assert.NotEmpty(Commands.Root(TimeProvider.System).Parse(line).Errors);

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
