using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;

namespace NativeNas.Benchmarks.Comparison;

/// <summary><c>compare A B</c>: two result files row by row.</summary>
internal static class CompareCommand
{
    private const double Noticeable = 1.1;

    public static Command Create()
    {
        Argument<string> before = new("A") { Description = "A result file: Markdown or JSON of paired, bench kernels or scaling" }, after = new("B") { Description = "The one to set beside it" };
        Option<double> mark = new("--mark-over") { DefaultValueFactory = _ => Noticeable, Description = "Mark rows whose time grew by more than this factor" };
        Option<double?> fail = new("--fail-over") { Description = "Exit code 1 where a time grew by more than this factor, such as 1.2" };
        Command command = new("compare", "Two result files side by side, row by row.") { before, after, mark, fail };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            (Page found, double worst) = Compare(parsed.GetValue(before)!, parsed.GetValue(after)!, Math.Min(parsed.GetValue(mark), parsed.GetValue(fail) ?? double.MaxValue));
            found.Show(page.Read(parsed), Console.Out);
            return parsed.GetValue(fail) is { } most && worst > most ? 1 : 0;
        }));
        return command;
    }

    /// <returns>The page, and the largest growth of a row that both have.</returns>
    internal static (Page Page, double Worst) Compare(string before, string after, double mark)
    {
        var a = ResultFile.Read(before);
        var b = ResultFile.Read(after);
        StringBuilder table = new($"# {Path.GetFileName(before)} → {Path.GetFileName(after)}\n\nOur medians in ms; B / A above 1 is slower.\n\n| workload | mode | A | B | B / A | |\n|---|---|--:|--:|--:|---|\n");
        JsonObject all = [];
        List<double> growths = [];

        foreach ((string workload, string mode) in a.Keys.Union(b.Keys))
        {
            double? old = a.TryGetValue((workload, mode), out double x) ? x : null, now = b.TryGetValue((workload, mode), out double y) ? y : null, growth = now / old;
            string remark = growth is null ? (old is null ? "new" : "gone") : growth > mark ? "**slower**" : growth < 1 / mark ? "faster" : "";
            table.Append(Page.Row(workload, mode, Cell(old), Cell(now), Cell(growth), remark));
            growths.AddRange(growth is { } both ? [both] : []);
            (all[workload] ??= new JsonObject())[mode] = new JsonObject { ["a"] = old, ["b"] = now, ["growth"] = growth };
        }

        if (growths.Count == 0)
        {
            throw new BenchmarkException($"{before} and {after} have no row in common.");
        }

        double mean = Math.Exp(growths.Average(Math.Log));
        table.Append($"\n{growths.Count} rows in both; geometric mean of B / A {Page.Number(mean)}, largest {Page.Number(growths.Max())}.\n");
        return (new(table.ToString(), new JsonObject { ["rows"] = all, ["mean"] = mean, ["worst"] = growths.Max() }), growths.Max());
    }

    private static string Cell(double? number) => number is { } value ? Page.Number(value) : "–";
}
