using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Roofline;

namespace NativeNas.Benchmarks.Ceilings;

/// <summary><c>roofline</c>: what a device can do at most, a processor with one thread and with all.</summary>
internal static class RooflineCommand
{
    public static Command Create(TimeProvider time)
    {
        Option<int> threads = PageOptions.Threads(Environment.ProcessorCount);
        Option<long[]> footprints = ByteSize.Footprint("Bytes that a stream reads and writes", 8 << 20, 512 << 20);
        Option<string> device = Hardware.Option();
        Option<int> rounds = PageOptions.Rounds();
        Command command = new("roofline", "The ceilings: fused multiply-adds and memory bandwidth, measured in turn, medians.") { device, threads, footprints, rounds };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            Hardware hardware = new(parsed.GetValue(device)!, parsed.GetValue(threads));
            int[] counts = hardware.IsGpu ? [0] : [.. new[] { 1, hardware.Threads }.Distinct()];
            Measure([.. counts.Select(count => hardware with { Threads = count })], parsed.GetValue(footprints)!, parsed.GetValue(rounds), PageOptions.Heading("Roofline", parsed, time)).Show(page.Read(parsed), Console.Out);
            return 0;
        }));
        return command;
    }

    /// <param name="sides">A processor with several numbers of threads, or a GPU.</param>
    internal static Page Measure(Hardware[] sides, long[] footprints, int rounds, string heading)
    {
        List<Device> devices = [];
        List<(Hardware Side, Probe Probe)> probes = [];

        try
        {
            foreach (Hardware side in sides)
            {
                devices.Add(side.Open());
                probes.AddRange(footprints.Select(footprint => (side, Probe.Of(devices[^1], footprint))));
            }

            for (int round = 0; round < rounds; round++)
            {
                probes.ForEach(probe => probe.Probe.Sample());
            }

            return Of(probes, heading);
        }
        finally
        {
            probes.ForEach(probe => probe.Probe.Dispose());
            devices.ForEach(device => device.Dispose());
        }
    }

    private static Page Of(IEnumerable<(Hardware Side, Probe Probe)> probes, string heading)
    {
        StringBuilder table = new();
        JsonArray rows = [];

        foreach ((Hardware side, Probe probe) in probes)
        {
            if (table.Length == 0)
            {
                table.Append(heading).Append("Fused multiply-adds in GF/s, the rest in GB/s; the best stream is the ceiling.\n\n");
                table.Append(Page.Row([side.IsGpu ? "device" : "threads", "footprint", "multiply-add", .. probe.Streams.Keys, "best"]));
                table.Append(Page.Row(Enumerable.Repeat("--:", probe.Streams.Count + 4)));
            }

            var top = probe.Ceilings;
            table.Append(Page.Row([side.IsGpu ? side.About : $"{side.Threads}", ByteSize.Write(probe.Footprint), Page.Number(top.Gigaflops), .. probe.Streams.Values.Select(Page.Number), Page.Number(top.Gigabytes)]));
            rows.Add(new JsonObject
            {
                ["device"] = side.Name,
                ["threads"] = side.Threads,
                ["footprint"] = probe.Footprint,
                ["gflops"] = top.Gigaflops,
                ["gbps"] = top.Gigabytes,
                ["streams"] = new JsonObject(probe.Streams.Select(stream => KeyValuePair.Create<string, JsonNode?>(stream.Key, stream.Value))),
            });
        }

        return new(table.ToString(), new JsonObject { ["roofline"] = rows });
    }
}
