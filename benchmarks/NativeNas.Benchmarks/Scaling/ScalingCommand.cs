using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Scaling;

/// <summary><c>scaling NAME…</c>: one thread against several, beside what the multiply-adds of the same run gain.</summary>
internal static class ScalingCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string[]> names = new("NAME") { Arity = ArgumentArity.OneOrMore, Description = "Workloads: a family, a name with any shape, or globs" };
        Option<int> threads = PageOptions.Threads(2);
        Option<int> rounds = PageOptions.Rounds(11);
        Command command = new("scaling", "One thread against several, in turn, beside the peaks of the same run.") { names, threads, rounds };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            TimingSettings settings = TimingSettings.Default with { Rounds = parsed.GetValue(rounds) };
            Measure(Catalog.Chosen(parsed.GetValue(names)!), parsed.GetValue(threads), settings, PageOptions.Heading("Thread scaling", parsed, time)).Show(page.Read(parsed), Console.Out);
            return 0;
        }));
        return command;
    }

    internal static Page Measure(IReadOnlyList<Workload> workloads, int threads, TimingSettings settings, string heading)
    {
        StringBuilder table = new($"{heading}Medians in ms. Share is the gain of the workload over the gain of the fused multiply-adds of the same run.\n\n| workload | mode | 1 thread | {threads} threads | gain | peak, 1 | peak, {threads} | gain | share |\n|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
        JsonObject all = [];

        foreach (Workload workload in workloads)
        {
            JsonObject modes = [];

            foreach (Mode mode in workload.Modes)
            {
                using ThreadPair pair = new(workload, mode, threads);
                ThreadGain gain = pair.Measure(settings);
                table.Append(Page.Row(
                    [workload.Name, mode.Name, .. new[] { gain.One, gain.Several, gain.OfTime, gain.PeakOne, gain.PeakSeveral, gain.OfPeak, gain.Share }.Select(Page.Number)]));
                modes[mode.Name] = new JsonObject
                {
                    ["ms1"] = gain.One,
                    ["ms"] = gain.Several,
                    ["gflops1"] = gain.PeakOne,
                    ["gflops"] = gain.PeakSeveral,
                    ["share"] = gain.Share,
                };
            }

            all[workload.Name] = modes;
        }

        return new(table.ToString(), all);
    }
}
