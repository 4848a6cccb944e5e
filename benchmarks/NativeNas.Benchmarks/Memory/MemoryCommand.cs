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

    public static Command Create(TimeProvider time)
    {
        Argument<string[]> names = new("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Workloads; the steps of the DARTS supernet when none is named" };
        Option<string> peer = new("--peer") { Required = true, Description = "The peer program with its arguments; it is started with --serve" };
        Option<int> threads = PageOptions.Threads(2);
        Command command = new("memory", "Peak memory of a workload: a fresh process of ours, a fresh process of the peer.") { names, peer, threads };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            string[] chosen = parsed.GetValue(names) is { Length: > 0 } given ? given : Standard;
            string heading = PageOptions.Heading("Peak memory", parsed, time);
            Compare(chosen, parsed.GetValue(peer)!, parsed.GetValue(threads), heading).Show(page.Read(parsed), Console.Out);
            return 0;
        }));
        return command;
    }

    internal static Page Compare(string[] names, string peer, int threads, string heading)
    {
        StringBuilder table = new($"{heading}Peak resident memory of a process that does nothing else, in MB; ratio is ours / the peer's.\n\n| workload | mode | ours | peer | ratio |\n|---|---|--:|--:|--:|\n");
        JsonObject all = [];

        foreach (Workload workload in Catalog.Named(Catalog.Peer, names))
        {
            Mode mode = workload.Modes[^1];
            double ours = Peak(Server.Command, workload, mode, threads), theirs = Peak(peer, workload, mode, threads);
            table.Append(Page.Row(workload.Name, mode.Name, Page.Number(ours), Page.Number(theirs), Page.Number(ours / theirs)));
            all[workload.Name] = new JsonObject { [mode.Name] = new JsonObject { ["oursMb"] = ours, ["peerMb"] = theirs, ["ratio"] = ours / theirs } };
        }

        return new(table.ToString(), all);
    }

    private static double Peak(string command, Workload workload, Mode mode, int threads)
    {
        using PeerProcess process = PeerProcess.Start(command, threads);
        return process.Answer(workload.Name, mode, "rss_mb");
    }
}
