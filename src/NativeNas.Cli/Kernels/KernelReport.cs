using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Search.Reports;
using NativeNas.Search.Runs;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;
using Spectre.Console;

namespace NativeNas.Cli.Kernels;

/// <summary>Figures of kernels as a table, as an object workload → mode → figures, and as a picture.</summary>
internal sealed class KernelReport(string device, int threads, IReadOnlyList<KernelFigures> rows)
{
    private const int PlainWidth = 160;

    private static readonly string[] Columns = ["ms", "quartiles", "GF/s", "GB/s", "roofline", "limit"];

    public static string Line(KernelFigures f) =>
        $"{f.Workload.Label} {f.Mode.Name}: {Number(f.Milliseconds.Median)} ms, {Share(f)} of the roofline";

    public string Text(bool interactive)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new() { Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = PlainWidth;
        Table table = new Table { Border = TableBorder.Simple }.AddColumn("workload").AddColumn("mode");

        foreach (string column in Columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (KernelFigures f in rows)
        {
            table.AddRow(Cells(f).Select(cell => new Text(cell)));
        }

        console.Write(table);
        console.WriteLine("roofline: the least time that this processor allows over the median; limit: what sets it, measured in the same run");
        return string.Concat(text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).Select(line => line + '\n'));
    }

    public JsonObject Json()
    {
        JsonObject all = new() { ["device"] = device, ["threads"] = threads, ["environment"] = RunEnvironment.Describe() };

        foreach (IGrouping<string, KernelFigures> workload in rows.GroupBy(row => row.Workload.Label))
        {
            all[workload.Key] = new JsonObject(workload.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Mode.Name, Figures(f))));
        }

        return all;
    }

    public string Picture() => RooflineFigure.Draw(
        $"{device}, {threads} {(threads == 1 ? "thread" : "threads")}",
        [.. rows.Select(f => new RooflinePoint($"{f.Workload.Label} {f.Mode.Name}", Catalog.FamilyOf(f.Workload).Name, f.Work.Intensity, f.Gigaflops, f.Gigabytes, f.Fraction, f.Ceilings))]);

    private static JsonObject Figures(KernelFigures f) => new()
    {
        ["ms"] = f.Milliseconds.Median,
        ["msLow"] = f.Milliseconds.Low,
        ["msHigh"] = f.Milliseconds.High,
        ["gflops"] = f.Gigaflops,
        ["gbps"] = f.Gigabytes,
        ["fraction"] = f.Fraction,
        ["peakGflops"] = f.Ceilings.Gigaflops,
        ["peakGbps"] = f.Ceilings.Gigabytes,
    };

    private static string[] Cells(KernelFigures f) =>
    [
        f.Workload.Label, f.Mode.Name, Number(f.Milliseconds.Median), $"{Number(f.Milliseconds.Low)}–{Number(f.Milliseconds.High)}",
        f.Gigaflops > 0 ? Number(f.Gigaflops) : "–", Number(f.Gigabytes), Share(f),
        f.Work.Intensity > f.Ceilings.Ridge ? $"{Number(f.Ceilings.Gigaflops)} GF/s" : $"{Number(f.Ceilings.Gigabytes)} GB/s",
    ];

    private static string Share(KernelFigures f) => string.Create(CultureInfo.InvariantCulture, $"{100 * f.Fraction:F0} %");

    private static string Number(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : value >= 1 ? "F2" : "F3", CultureInfo.InvariantCulture);
}
