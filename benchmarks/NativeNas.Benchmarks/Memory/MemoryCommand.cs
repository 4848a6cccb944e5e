using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Benchmarks.Paired;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Memory;

/// <summary><c>memory [NAME…] --peer COMMAND</c>: peaks of fresh processes.</summary>
internal static class MemoryCommand
{
    /// <summary>What a bar stands for.</summary>
    private static readonly string[] Standard = ["darts_supernet_step/*"];

    /// <summary>The bar of a supernet step's ratio on a GPU.</summary>
    private const double MostOnGpu = 0.5;

    public static Command Create(TimeProvider time)
    {
        Argument<string[]> names = new("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Workloads; the steps of the DARTS supernet when none is named" };
        Option<string> peer = new("--peer") { Required = true, Description = "The peer program with its arguments; it is started with --serve" };
        Option<string> device = Hardware.Option();
        Option<int> threads = PageOptions.Threads(2);
        Command command = new("memory", "Peak memory of a workload: a fresh process of ours, a fresh process of the peer.") { names, peer, device, threads };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            string[] chosen = parsed.GetValue(names) is { Length: > 0 } given ? given : Standard;
            string heading = PageOptions.Heading("Peak memory", parsed, time);
            Compare(chosen, parsed.GetValue(peer)!, new(parsed.GetValue(device)!, parsed.GetValue(threads)), heading).Show(page.Read(parsed), Console.Out);
            return 0;
        }));
        return command;
    }

    internal static Page Compare(string[] names, string peer, Hardware hardware, string heading)
    {
        StringBuilder table = new($"{heading}{(hardware.IsGpu ? $"Peak of what lives on {hardware.About}, of a process that does nothing else there" : "Peak resident memory of a process that does nothing else")}, in MB; ratio is ours / the peer's{(hardware.IsGpu ? $"; the bar of a supernet step on a GPU is {Page.Number(MostOnGpu)} at most" : "")}.\n\n| workload | mode | ours | peer | ratio |\n|---|---|--:|--:|--:|\n");
        JsonObject all = [];

        foreach (Workload workload in PairedRun.Workloads(names, new(hardware.Threads, 1) { Device = hardware.Name }))
        {
            Mode mode = workload.Modes[^1];
            double ours = Peak($"{Server.Command} --device {hardware.Name}", workload, mode, hardware), theirs = Peak(peer, workload, mode, hardware);
            table.Append(Page.Row(workload.Name, mode.Name, Page.Number(ours), Page.Number(theirs), Page.Number(ours / theirs)));
            all[workload.Name] = new JsonObject { [mode.Name] = new JsonObject { ["oursMb"] = ours, ["peerMb"] = theirs, ["ratio"] = ours / theirs } };
        }

        return new(table.ToString(), all);
    }

    private static double Peak(string command, Workload workload, Mode mode, Hardware hardware)
    {
        using PeerProcess process = PeerProcess.Start(command, hardware.Threads);
        return process.Answer(workload.Name, mode, hardware.IsGpu ? "device_mb" : "rss_mb");
    }
}
