using System.Text.Json.Nodes;
using Roof = NativeNas.Kernels.Roofline.Ceilings;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows as one object: workload → mode → figures, or <c>error</c>.</summary>
internal static class PairedJson
{
    public static JsonObject Of(IEnumerable<PairedRow> rows, Roof? ceilings = null)
    {
        JsonObject all = [];

        foreach (IGrouping<string, PairedRow> workload in rows.GroupBy(row => row.Workload))
        {
            all[workload.Key] = new JsonObject(workload.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Mode, Figures(row, ceilings))));
        }

        if (ceilings is { } roof)
        {
            all["ceilings"] = new JsonObject { ["gflops"] = roof.Gigaflops, ["gbps"] = roof.Gigabytes };
        }

        return all;
    }

    private static JsonObject Figures(PairedRow row, Roof? ceilings)
    {
        if (row.Figures is not { } f)
        {
            return new() { ["error"] = row.Complaint };
        }

        JsonObject figures = new()
        {
            ["oursMs"] = f.OursMs,
            ["peerMs"] = f.PeerMs,
            ["peerLayout"] = f.PeerLayout,
            ["ratio"] = f.Ratio.Median,
            ["ratioLow"] = f.Ratio.Low,
            ["ratioHigh"] = f.Ratio.High,
            ["gflops"] = f.Gigaflops,
            ["gbps"] = f.Gigabytes,
            ["pairs"] = f.Pairs,
        };

        if (ceilings is { } roof)
        {
            figures["ofMultiplyAdds"] = f.Gigaflops / roof.Gigaflops;
            figures["ofCopy"] = f.Gigabytes / roof.Gigabytes;
        }

        return figures;
    }
}
