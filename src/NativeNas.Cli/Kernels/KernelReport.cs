using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Search.Reports;
using NativeNas.Search.Runs;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;
using Spectre.Console;

namespace NativeNas.Cli.Kernels;

/// <summary>
/// Figures of kernels as a table, as an object workload → mode → figures, and as a picture; with several devices side by
/// side: columns, workload → mode → device → figures, and a roofline a device.
/// </summary>
/// <param name="devices">At least one; all with figures of the same kernels in the same order.</param>
internal sealed class KernelReport(IReadOnlyList<DeviceFigures> devices)
{
    private const int PlainWidth = 160, WidthOfOne = 50;

    private static readonly string[] Columns = ["ms", "quartiles", "GF/s", "GB/s", "roofline", "limit"], Shared = ["ms", "GF/s", "GB/s", "roofline"];

    private DeviceFigures First => devices[0];

    private bool Several => devices.Count > 1;

    /// <param name="device">Named where there are several.</param>
    public static string Line(KernelFigures f, string? device = null) =>
        $"{f.Workload.Label} {f.Mode.Name}{(device is null ? "" : $" on {device}")}: {Number(f.Milliseconds.Median)} ms, {Share(f)} of the roofline";

    public string Text(bool interactive)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new() { Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = PlainWidth + (WidthOfOne * Math.Max(0, devices.Count - 2));
        console.Write(Several ? SideBySide() : OfOne());
        console.WriteLine(Several
            ? $"roofline: the least time that the device allows over the median, measured in the same run; ×: the time of {First.Device} over the device's"
            : $"roofline: the least time that this {(First.Threads is null ? "device" : "processor")} allows over the median; limit: what sets it, measured in the same run");
        return string.Concat(text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).Select(line => line + '\n'));
    }

    public JsonObject Json()
    {
        JsonObject all = Several
            ? new() { ["devices"] = new JsonArray([.. devices.Select(device => new JsonObject { ["device"] = device.Device, ["threads"] = device.Threads })]) }
            : new() { ["device"] = First.Device, ["threads"] = First.Threads };
        all["environment"] = RunEnvironment.Describe();

        foreach (IGrouping<string, int> workload in Enumerable.Range(0, First.Rows.Count).GroupBy(i => First.Rows[i].Workload.Label))
        {
            all[workload.Key] = new JsonObject(workload.Select(i => KeyValuePair.Create<string, JsonNode?>(First.Rows[i].Mode.Name, Several
                ? new JsonObject(devices.Select(device => KeyValuePair.Create<string, JsonNode?>(device.Device, Figures(device.Rows[i]))))
                : Figures(First.Rows[i]))));
        }

        return all;
    }

    public string Picture() => RooflineFigure.Draw([.. devices.Select(device => (device.Title, Points(device.Rows)))]);

    private static IReadOnlyList<RooflinePoint> Points(IReadOnlyList<KernelFigures> rows) =>
        [.. rows.Select(f => new RooflinePoint($"{f.Workload.Label} {f.Mode.Name}", Catalog.FamilyOf(f.Workload).Name, f.Work.Intensity, f.Gigaflops, f.Gigabytes, f.Fraction, f.Ceilings))];

    private Table OfOne()
    {
        Table table = Headed(Columns);

        foreach (KernelFigures f in First.Rows)
        {
            table.AddRow(Cells(f).Select(cell => new Text(cell)));
        }

        return table;
    }

    private Table SideBySide()
    {
        Table table = Headed(devices.SelectMany((device, at) => Shared.Select((column, i) => i == 0 ? $"{device.Device}\n{column}" : column).Concat(at == 0 ? [] : ["×"])));

        for (int i = 0; i < First.Rows.Count; i++)
        {
            KernelFigures first = First.Rows[i];
            IEnumerable<string> cells = devices.SelectMany((device, at) => Beside(device.Rows[i]).Concat(at == 0 ? [] : [Number(first.Milliseconds.Median / device.Rows[i].Milliseconds.Median)]));
            table.AddRow(cells.Prepend(first.Mode.Name).Prepend(first.Workload.Label).Select(cell => new Text(cell)));
        }

        return table;
    }

    private static Table Headed(IEnumerable<string> columns)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumn("workload").AddColumn("mode");

        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        return table;
    }

    private static IEnumerable<string> Beside(KernelFigures f) => [Number(f.Milliseconds.Median), Speed(f), Number(f.Gigabytes), Share(f)];

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
        Speed(f), Number(f.Gigabytes), Share(f),
        f.Work.Intensity > f.Ceilings.Ridge ? $"{Number(f.Ceilings.Gigaflops)} GF/s" : $"{Number(f.Ceilings.Gigabytes)} GB/s",
    ];

    private static string Speed(KernelFigures f) => f.Gigaflops > 0 ? Number(f.Gigaflops) : "–";

    private static string Share(KernelFigures f) => string.Create(CultureInfo.InvariantCulture, $"{100 * f.Fraction:F0} %");

    private static string Number(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : value >= 1 ? "F2" : "F3", CultureInfo.InvariantCulture);
}
