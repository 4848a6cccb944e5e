using System.Text.Json;
using NativeNas.Benchmarks.Paired;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Tests;

public class PairedRunTests
{
    private static readonly PairedSettings Short = new(Threads: 2, Pairs: 3) { WarmUp = TimeSpan.Zero, Pause = TimeSpan.Zero };

    [Fact]
    public void Pairs_run_against_the_faster_layout_and_end_in_a_table_and_json()
    {
        using FakePeer peer = new(FakePeer.Answers);
        using StringWriter output = new(), progress = new();
        int code = new PairedRun(Short, output, progress).Run(["pointwise/n64_c16to16_h32"], peer.Command, "# Heading\n\n", new(Json: true, new(peer.OutputFile)));

        Assert.Equal(0, code);
        string[] lines = output.ToString().TrimEnd().Split('\n');
        JsonElement figures = JsonDocument.Parse(lines[^1]).RootElement.GetProperty("pointwise/n64_c16to16_h32").GetProperty("fwdbwd");
        Assert.Equal("nchw", figures.GetProperty("peerLayout").GetString());
        Assert.Equal(4, figures.GetProperty("peerMs").GetDouble());
        Assert.InRange(figures.GetProperty("ratio").GetDouble(), figures.GetProperty("ratioLow").GetDouble(), figures.GetProperty("ratioHigh").GetDouble());
        double flops = 3 * 2.0 * 64 * 16 * 16 * 32 * 32;
        Assert.Equal(flops / figures.GetProperty("oursMs").GetDouble() / 1e6, figures.GetProperty("gflops").GetDouble(), 1e-9 * flops);
        Assert.StartsWith("# Heading", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.StartsWith("| pointwise/n64_c16to16_h32 | fwd", StringComparison.Ordinal)));
        Assert.StartsWith(File.ReadAllText(peer.OutputFile), output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, progress.ToString().TrimEnd().Split('\n').Length);
        Assert.Contains("pointwise/n64_c16to16_h32 fwd 2", peer.Requests);
        Assert.True(peer.Requests.Count(line => line == "pointwise/n64_c16to16_h32:nchw fwd 2") > Short.Pairs);
    }

    [Fact]
    public void On_a_gpu_shares_of_its_ceilings_stand_beside_the_ratio_and_both_sides_are_said()
    {
        using FakePeer peer = new(FakePeer.Answers);
        using StringWriter output = new();
        PairedSettings settings = Short with { Device = "cpu-staged", Shape = "n2_c24_h5", Footprint = 1 << 16 };
        int code = new PairedRun(settings, output, TextWriter.Null).Run(["swish/*", "pointwise/n128_c96to24_h56"], peer.Command, "# Heading\n\n", new(Json: true, null));

        Assert.Equal(0, code);
        string text = output.ToString();
        Assert.Contains("Ours: cpu-staged, fp32. Peer: a card, tf32. ", text, StringComparison.Ordinal);
        Assert.Contains("| GF/s | GB/s | of multiply-adds | of copy |\n", text, StringComparison.Ordinal);
        Assert.Contains("| activations forward, of copy | 1 | ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| pointwise in tf32 ", text, StringComparison.Ordinal);
        JsonElement all = JsonDocument.Parse(text.TrimEnd().Split('\n')[^1]).RootElement;
        JsonElement swish = all.GetProperty("swish/n2_c24_h5").GetProperty("fwd");
        Assert.Equal(swish.GetProperty("gbps").GetDouble() / all.GetProperty("ceilings").GetProperty("gbps").GetDouble(), swish.GetProperty("ofCopy").GetDouble(), 1e-12);
        Assert.Equal("a card, tf32", all.GetProperty("peer").GetString());
        Assert.Contains("pointwise/n2_c24_h5:nchw fwdbwd 2", peer.Requests);
    }

    [Fact]
    public void What_a_gpu_gives_is_checked_with_all_images_forward_and_with_a_few_backward()
    {
        Hardware gpu = new("cpu-staged", 1);
        using CpuScalarDevice large = new(1, staged: true);
        Assert.Null(Check.Complaint(Catalog.Chosen(["batchnorm_train/n9_c24_h5"])[0], Mode.Forward, gpu, large));

        Workload many = Catalog.Chosen(["relu/n2000_c16_h8"])[0];
        using CpuDevice small = new(1) { Limit = new(4 << 20) };
        Assert.Null(Check.Complaint(many, Mode.ForwardBackward, gpu, small));
        Assert.Throws<DeviceMemoryException>(() => Check.Complaint(many, Mode.Forward, gpu, small));
    }

    [Fact]
    public void A_workload_that_finds_no_memory_is_a_row_that_says_so()
    {
        using FakePeer peer = new(FakePeer.Answers);
        using PeerProcess process = PeerProcess.Start(peer.Command, 2);
        using CpuDevice device = new(1) { Limit = new(4 << 20) };
        PairedRow row = new Duel(device, process, Short).Run(Catalog.Chosen(["relu/n8_c16_h64"])[0], Mode.Forward);
        Assert.Null(row.Figures);
        Assert.Contains("memory", row.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workload_that_the_peer_cannot_run_or_ends_at_loses_no_other_row()
    {
        using FakePeer peer = new(
            """
            while read -r name mode; do
              case "$name" in
                relu/*) echo '{"error":"out of memory"}';;
                hard_swish/*) echo 'no such layer' >&2; exit 3;;
                *) echo '{"ms":4.0,"about":"a card, tf32"}';;
              esac
            done
            """);
        using StringWriter output = new();
        string[] names = ["swish/*", "relu/*", "hard_swish/*", "sigmoid/*"];
        PairedSettings settings = Short with { Device = "cpu-staged", Shape = "n2_c24_h5", Footprint = 1 << 16 };
        Assert.Equal(1, new PairedRun(settings, output, TextWriter.Null).Run(names, peer.Command, "", new(Json: true, null)));

        JsonElement all = JsonDocument.Parse(output.ToString().TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal(4, all.GetProperty("swish/n2_c24_h5").GetProperty("fwd").GetProperty("peerMs").GetDouble());
        Assert.Equal("The peer cannot run 'relu/n2_c24_h5:nchw fwd': out of memory", Error("relu"));
        Assert.EndsWith("ended with exit code 3: no such layer", Error("hard_swish"), StringComparison.Ordinal);
        Assert.Equal(Error("hard_swish"), Error("sigmoid"));
        Assert.Equal("a card, tf32", all.GetProperty("peer").GetString());

        string? Error(string family) => all.GetProperty($"{family}/n2_c24_h5").GetProperty("fwd").GetProperty("error").GetString();
    }

    [Fact]
    public void A_peer_that_ends_before_anything_was_timed_is_an_error()
    {
        using FakePeer peer = new("echo 'no module' >&2; exit 1");
        using StringWriter output = new();
        PairedSettings settings = Short with { Device = "cpu-staged", Shape = "n2_c24_h5", Footprint = 1 << 16 };
        BenchmarkException error = Assert.Throws<BenchmarkException>(() => new PairedRun(settings, output, TextWriter.Null).Run(["relu/*"], peer.Command, "", new(Json: false, null)));
        Assert.EndsWith("exit code 1: no module", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'no such workload' >&2; exit 3", "ended with exit code 3: no such workload")]
    [InlineData("read -r line; exit 4", "ended with exit code 4: it said nothing")]
    [InlineData("read -r line; echo what", "answered 'relu/n32_c96_h56:nchw fwd' with 'what'")]
    [InlineData("read -r line; echo '{\"seconds\":1}'", "expected one line {\"ms\": …}")]
    public void A_peer_that_fails_is_named_with_what_it_said(string body, string message)
    {
        using FakePeer peer = new(body);
        using PeerProcess process = PeerProcess.Start(peer.Command, 2);
        BenchmarkException error = Assert.Throws<BenchmarkException>(() => process.Run("relu/n32_c96_h56:nchw", Mode.Forward));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(peer.Command, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_peer_that_is_not_there_cannot_start()
    {
        BenchmarkException error = Assert.Throws<BenchmarkException>(() => PeerProcess.Start("no-such-program x", 2));
        Assert.StartsWith("The peer 'no-such-program x' cannot start:", error.Message, StringComparison.Ordinal);
    }
}
