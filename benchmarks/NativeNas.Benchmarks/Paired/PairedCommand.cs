using System.CommandLine;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary><c>paired [NAME…] --peer COMMAND</c></summary>
internal static class PairedCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string[]> names = new("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Workloads, such as depthwise/n64_c16_h32_k3_s1 or mixed_op/*; all when none is named" };
        Option<string> peer = new("--peer") { Required = true, Description = "The peer program with its arguments; it is started with --serve" };
        Option<int> threads = PageOptions.Count("--threads", 2, "Threads of each side");
        Option<int> pairs = PageOptions.Count("--pairs", 15, "Pairs of runs of each workload and mode");
        Option<Fusions> fusion = new("--fusion") { DefaultValueFactory = _ => Fusions.On, Description = "Whether ours applies fused ops: on, off, or both, each as a row of its own" };
        Command command = new("paired", "Alternates with a peer process, our run and its run, pair by pair.") { names, peer, threads, pairs, fusion };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            PairedSettings settings = new(parsed.GetValue(threads), parsed.GetValue(pairs)) { Fusions = parsed.GetValue(fusion) };
            string heading = PageOptions.Heading("Paired with a peer", parsed, time) +
                $"Threads: {settings.Threads} on each side; pairs: {settings.Pairs}. Medians in ms; ratio is peer / ours, the median over pairs with its quartiles (above 1: ours is faster).\n\n";
            return new PairedRun(settings, Console.Out, Console.Error).Run(parsed.GetValue(names) ?? [], parsed.GetValue(peer)!, heading, page.Read(parsed));
        }));
        return command;
    }
}
