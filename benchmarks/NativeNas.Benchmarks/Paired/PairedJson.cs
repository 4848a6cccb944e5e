using System.Text.Json.Nodes;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows as one object: workload → mode → figures, or <c>error</c>.</summary>
internal static class PairedJson
{
    public static JsonObject Of(IEnumerable<PairedRow> rows)
    {
        JsonObject all = [];

        foreach (IGrouping<string, PairedRow> workload in rows.GroupBy(row => row.Workload))
        {
            all[workload.Key] = new JsonObject(workload.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Mode, Figures(row))));
        }

        return all;
    }

    private static JsonObject Figures(PairedRow row) => row.Figures is not { } f
        ? new() { ["error"] = row.Complaint }
        : new()
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
}
