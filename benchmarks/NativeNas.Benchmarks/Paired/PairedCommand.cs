using System.CommandLine;
using NativeNas.Benchmarks.Ceilings;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary><c>paired [NAME…] --peer COMMAND</c></summary>
internal static class PairedCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string[]> names = new("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Workloads, such as depthwise/n64_c16_h32_k3_s1 or mixed_op/*; all when none is named" };
        Option<string?> peer = new("--peer") { Description = "The peer program with its arguments; it is started with --serve" };
        Option<string> device = Hardware.Option();
        Option<MatrixPrecision> precision = Hardware.PrecisionOption();
        Option<int> threads = PageOptions.Count("--threads", 2, "Threads of each side");
        Option<int> pairs = PageOptions.Count("--pairs", 15, "Pairs of runs of each workload and mode");
        Option<string?> shape = new("--shape") { Description = "Words that replace those of every shape, such as n2_c16_h8, where the peer knows any" };
        Option<long[]> footprint = ByteSize.Footprint("What the copy reads and writes at most by which a GPU's bandwidth is measured", 512 << 20);
        Option<Fusions> fusion = new("--fusion") { DefaultValueFactory = _ => Fusions.On, Description = "Whether ours applies fused ops: on, off, or both, each as a row of its own" };
        Option<bool> list = new("--list") { Description = "The names of what would be timed; nothing is" };
        Command command = new("paired", "Alternates with a peer process, our run and its run, pair by pair.") { names, peer, device, precision, threads, pairs, shape, footprint, fusion, list };
        PageOptions page = new(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(peer) is null && !result.GetValue(list))
            {
                result.AddError("paired takes --peer COMMAND, or --list.");
            }
        });
        command.SetAction(parsed => Door.Enter(() =>
        {
            string[] chosen = parsed.GetValue(names) ?? [];
            PairedSettings settings = new(parsed.GetValue(threads), parsed.GetValue(pairs))
            {
                Device = parsed.GetValue(device)!,
                Precision = parsed.GetValue(precision),
                Fusions = parsed.GetValue(fusion),
                Shape = parsed.GetValue(shape),
                Footprint = parsed.GetValue(footprint)![^1],
            };

            if (parsed.GetValue(list))
            {
                Console.Out.Write(string.Concat(PairedRun.Workloads(chosen, settings).Select(workload => $"{workload.Label}\n")));
                return 0;
            }

            string heading = PageOptions.Heading("Paired with a peer", parsed, time) +
                $"{(settings.Hardware.IsGpu ? "Pairs" : $"Threads: {settings.Threads} on each side; pairs")}: {settings.Pairs}. Medians in ms; ratio is peer / ours, the median over pairs with its quartiles (above 1: ours is faster).\n\n";
            return new PairedRun(settings, Console.Out, Console.Error).Run(chosen, parsed.GetValue(peer)!, heading, page.Read(parsed));
        }));
        return command;
    }
}
