using System.Text;
using System.Text.Json.Nodes;
using Roof = NativeNas.Kernels.Roofline.Ceilings;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows against the bars: geometric means of classes, rows below 0.8 of their bar, what fusion gains.</summary>
internal static class ClassTable
{
    public static string Of(IReadOnlyList<PairedRow> rows, IReadOnlyList<BarClass> classes, Roof? ceilings = null)
    {
        StringBuilder text = new($"\n## Classes\n\nGeometric mean of the ratios of a class{(ceilings is null ? "" : ", or of its shares of the copy's bandwidth")}; every row below 0.8 of the bar is named.\n\n| class | rows | mean | bar | goal | | below 0.8 of the bar |\n|---|--:|--:|--:|--:|---|---|\n");

        foreach (Standing standing in Standings(rows, classes, ceilings))
        {
            text.Append(Page.Row(
                standing.Class.Name,
                $"{standing.Rows.Count}",
                Page.Number(standing.Mean),
                Page.Number(standing.Class.Bar),
                Page.Number(standing.Class.Goal),
                standing.Mean >= standing.Class.Goal ? "goal" : standing.Mean >= standing.Class.Bar ? "bar" : "**missed**",
                string.Join(", ", standing.Low.Select(row => $"{row.Workload} {Page.Number(standing.Counted(row))}"))));
        }

        return text.Append(Gains(rows)).ToString();
    }

    public static JsonObject Json(IReadOnlyList<PairedRow> rows, IReadOnlyList<BarClass> classes, Roof? ceilings = null) => new(Standings(rows, classes, ceilings).Select(standing => KeyValuePair.Create<string, JsonNode?>(standing.Class.Name, new JsonObject
    {
        ["rows"] = standing.Rows.Count,
        ["mean"] = standing.Mean,
        ["bar"] = standing.Class.Bar,
        ["goal"] = standing.Class.Goal,
        ["low"] = new JsonArray([.. standing.Low.Select(row => (JsonNode)row.Workload)]),
    })));

    private static IEnumerable<Standing> Standings(IReadOnlyList<PairedRow> rows, IReadOnlyList<BarClass> classes, Roof? ceilings) => classes
        .Where(one => ceilings is not null || one.OfCopy is null)
        .Select(one => new Standing(one, [.. rows.Where(row => row.Figures is not null && one.Holds(row))], ceilings?.Gigabytes))
        .Where(standing => standing.Rows.Count > 0);

    /// <summary>Workloads that were timed with and without fused ops in this run.</summary>
    private static string Gains(IReadOnlyList<PairedRow> rows)
    {
        var pairs = rows.Join(rows, row => (row.Workload + " (unfused)", row.Mode), row => (row.Workload, row.Mode), (fused, unfused) => (Fused: fused, Unfused: unfused))
            .Where(pair => pair.Fused.Figures is not null && pair.Unfused.Figures is not null)
            .ToList();
        return pairs.Count == 0 ? "" : "\n## Without fusion\n\n| workload | mode | fused | unfused | unfused / fused |\n|---|---|--:|--:|--:|\n" + string.Concat(pairs.Select(pair => Page.Row(
            pair.Fused.Workload,
            pair.Fused.Mode,
            Page.Number(pair.Fused.Figures!.OursMs),
            Page.Number(pair.Unfused.Figures!.OursMs),
            Page.Number(pair.Unfused.Figures!.OursMs / pair.Fused.Figures!.OursMs))));
    }

    /// <param name="Copy">The copy's bandwidth, where it was measured.</param>
    private sealed record Standing(BarClass Class, IReadOnlyList<PairedRow> Rows, double? Copy)
    {
        public double Mean => Math.Exp(Rows.Select(row => Math.Log(Counted(row))).DefaultIfEmpty(double.NaN).Average());

        public IEnumerable<PairedRow> Low => Rows.Where(row => Counted(row) < BarClass.LeastShare * Class.Bar);

        public double Counted(PairedRow row) => Class.OfCopy is { } traffic ? traffic * row.Figures!.Gigabytes / Copy!.Value : row.Figures!.Ratio.Median;
    }
}
