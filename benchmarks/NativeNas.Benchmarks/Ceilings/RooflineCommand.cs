using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Roofline;

namespace NativeNas.Benchmarks.Ceilings;

/// <summary><c>roofline</c>: what this processor can do at most, with one thread and with all.</summary>
internal static class RooflineCommand
{
    public static Command Create(TimeProvider time)
    {
        Option<int> threads = PageOptions.Threads(Environment.ProcessorCount);
        Option<string[]> footprints = new("--footprint")
        {
            DefaultValueFactory = _ => ["8MB", "512MB"],
            AllowMultipleArgumentsPerToken = true,
            Description = "Bytes that a stream reads and writes, such as 8MB",
        };
        Option<int> rounds = PageOptions.Rounds();
        footprints.Validators.Add(result =>
        {
            foreach (string size in (result.GetValue(footprints) ?? []).Where(size => ByteSize.Parse(size) is not (>= 65536 and <= 4L << 30)))
            {
                result.AddError($"--footprint {size} is no size from 64KB to 4GB.");
            }
        });
        Command command = new("roofline", "The ceilings: fused multiply-adds and memory bandwidth, measured in turn, medians.") { threads, footprints, rounds };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            long[] sizes = [.. parsed.GetValue(footprints)!.Select(size => ByteSize.Parse(size)!.Value)];
            int[] counts = [.. new[] { 1, parsed.GetValue(threads) }.Distinct()];
            Measure(counts, sizes, parsed.GetValue(rounds), PageOptions.Heading("Roofline", parsed, time)).Show(page.Read(parsed), Console.Out);
            return 0;
        }));
        return command;
    }

    internal static Page Measure(int[] threads, long[] footprints, int rounds, string heading)
    {
        List<(int Threads, CpuDevice Device, RooflineProbe Probe)> probes = [];

        try
        {
            foreach (int count in threads)
            {
                CpuDevice device = new(count);
                probes.AddRange(footprints.Select(footprint => (count, device, new RooflineProbe(device, footprint))));
            }

            for (int round = 0; round < rounds; round++)
            {
                probes.ForEach(probe => probe.Probe.Sample());
            }

            return Of(probes.Select(probe => (probe.Threads, probe.Probe)), heading);
        }
        finally
        {
            probes.ForEach(probe => probe.Probe.Dispose());
            probes.ForEach(probe => probe.Device.Dispose());
        }
    }

    private static Page Of(IEnumerable<(int Threads, RooflineProbe Probe)> probes, string heading)
    {
        StringBuilder table = new();
        JsonArray rows = [];

        foreach ((int threads, RooflineProbe probe) in probes)
        {
            if (table.Length == 0)
            {
                table.Append(heading).Append("Fused multiply-adds in GF/s, the rest in GB/s; the best stream is the ceiling.\n\n");
                table.Append(Page.Row(["threads", "footprint", "multiply-add", .. probe.Streams.Keys, "best"]));
                table.Append(Page.Row(Enumerable.Repeat("--:", probe.Streams.Count + 4)));
            }

            var top = probe.Ceilings;
            table.Append(Page.Row([$"{threads}", ByteSize.Write(probe.Footprint), Page.Number(top.Gigaflops), .. probe.Streams.Values.Select(Page.Number), Page.Number(top.Gigabytes)]));
            rows.Add(new JsonObject
            {
                ["threads"] = threads,
                ["footprint"] = probe.Footprint,
                ["gflops"] = top.Gigaflops,
                ["gbps"] = top.Gigabytes,
                ["streams"] = new JsonObject(probe.Streams.Select(stream => KeyValuePair.Create<string, JsonNode?>(stream.Key, stream.Value))),
            });
        }

        return new(table.ToString(), new JsonObject { ["roofline"] = rows });
    }
}
