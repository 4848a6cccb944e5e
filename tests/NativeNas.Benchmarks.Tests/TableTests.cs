using System.CommandLine;
using System.Text.Json;
using NativeNas.Benchmarks.Paired;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Tests;

public class TableTests
{
    private static readonly PairedRow[] Rows =
    [
        new("relu/n32_c96_h56", "fwd", new(1.5, 3, "channels_last", new(1.8, 2, 2.25), 0, 51.4, 15), null),
        new("conv/a", "fwd", new(12.34, 1234, "nchw", new(0.5, 100, 120), 161.4, 7.81, 15), null),
        new("conv/a", "fwdbwd", null, "dx is off by 0.1 where the largest value is 2"),
    ];

    [Fact]
    public void Rows_become_a_table() => Assert.Equal(
        """
        | workload | mode | ours | peer | peer's layout | ratio | quartiles | GF/s | GB/s |
        |---|---|--:|--:|---|--:|--:|--:|--:|
        | relu/n32_c96_h56 | fwd | 1.50 | 3.00 | channels_last | 2.00 | 1.80–2.25 | – | 51.4 |
        | conv/a | fwd | 12.3 | 1234 | nchw | 100 | 0.500–120 | 161 | 7.81 |
        | conv/a | fwdbwd | not timed: dx is off by 0.1 where the largest value is 2 | | | | | | |

        """,
        PairedTable.Of(Rows));

    [Fact]
    public void Rows_become_one_object_by_workload_and_mode()
    {
        string text = PairedJson.Of(Rows).ToJsonString();
        JsonElement all = JsonDocument.Parse(text).RootElement;
        Assert.DoesNotContain('\n', text);
        Assert.Equal(2, all.GetProperty("relu/n32_c96_h56").GetProperty("fwd").GetProperty("ratio").GetDouble());
        Assert.StartsWith("dx is off", all.GetProperty("conv/a").GetProperty("fwdbwd").GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_heading_says_how_to_repeat_it()
    {
        RootCommand root = Commands.Root(TimeProvider.System);
        string heading = PageOptions.Heading("Title", root.Parse(["paired", "relu/*", "--peer", "a b"]), new Clock());
        Assert.StartsWith("# Title\n\n- Machine: ", heading, StringComparison.Ordinal);
        Assert.EndsWith($"- Date: 2031-02-03\n- Command: `dotnet run -c Release {(GpuDevices.Absent is null ? "-p:Gpu=true " : "")}--project benchmarks/NativeNas.Benchmarks -- paired 'relu/*' --peer 'a b'`\n\n", heading, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_count_by_geometric_means_and_name_what_is_too_low()
    {
        PairedRow[] rows =
        [
            Of("max_pool3/n64_c16_h32", "fwdbwd", 2, 8), Of("avg_pool3/n64_c16_h32", "fwdbwd", 3, 6),
            Of("mbconv/n32_c40to40_h28_e6_k5_s1_se10", "fwdbwd", 10, 40), Of("mbconv/n32_c40to40_h28_e6_k5_s1_se10 (unfused)", "fwdbwd", 15, 40),
        ];
        string text = ClassTable.Of(rows, BarClass.All);
        Assert.Contains("| max and average pool forward + backward | 2 | 2.83 | 3.00 | 4.00 | **missed** | avg_pool3/n64_c16_h32 2.00 |\n", text, StringComparison.Ordinal);
        Assert.Contains("| MBConv forward + backward | 1 | 4.00 | 2.50 | 4.00 | goal |  |\n", text, StringComparison.Ordinal);
        Assert.Contains("| mbconv/n32_c40to40_h28_e6_k5_s1_se10 | fwdbwd | 10.0 | 15.0 | 1.50 |\n", text, StringComparison.Ordinal);

        static PairedRow Of(string name, string mode, double ours, double peer) => new(name, mode, new(ours, peer, "nchw", new(peer / ours, peer / ours, peer / ours), 1, 1, 3), null);
    }

    [Theory]
    [InlineData(MatrixPrecision.Tf32, "PyTorch 2, a card, tf32", true)]
    [InlineData(MatrixPrecision.Tf32, "PyTorch 2, a card, fp32", false)]
    [InlineData(MatrixPrecision.Fp32, "PyTorch 2, a card, tf32", false)]
    [InlineData(MatrixPrecision.Bf16, "PyTorch 2, a card, tf32", false)]
    public void Pointwise_convolution_on_a_gpu_counts_where_both_sides_multiply_in_tf32(MatrixPrecision ours, string peer, bool counts) =>
        Assert.Equal(counts, BarClass.Of(new Hardware("cuda:0", 1) { Precision = ours }, peer).Any(one => one.Families.Contains("pointwise")));

    [Theory]
    [InlineData(new double[] { 5 }, 5, 5, 5)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 1.75, 2.5, 3.25)]
    [InlineData(new double[] { 3, 1, 2, 5, 4 }, 2, 3, 4)]
    public void Quartiles_interpolate_between_neighbours(double[] numbers, double low, double median, double high) =>
        Assert.Equal(new Quartiles(low, median, high), Quartiles.Of(numbers));

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
