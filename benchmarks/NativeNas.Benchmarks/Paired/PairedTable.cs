using System.Globalization;
using System.Text;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows as a Markdown table under a line that says how they came about.</summary>
internal static class PairedTable
{
    public static string Heading(DateTimeOffset date, string machine, string command, PairedSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # Paired with a peer

        - Machine: {machine}
        - Date: {date:yyyy-MM-dd}
        - Threads: {settings.Threads} on each side; pairs: {settings.Pairs}
        - Command: `{command}`

        Medians in ms; ratio is peer / ours, the median over pairs with its quartiles (above 1: ours is faster).


        """);

    public static string Of(IEnumerable<PairedRow> rows)
    {
        StringBuilder table = new("| workload | mode | ours | peer | peer's layout | ratio | quartiles | GF/s | GB/s |\n|---|---|--:|--:|---|--:|--:|--:|--:|\n");

        foreach (PairedRow row in rows)
        {
            table.Append(Line(row)).Append('\n');
        }

        return table.ToString();
    }

    public static string Line(PairedRow row) => $"| {row.Workload} | {row.Mode} | {Cells(row)} |";

    private static string Cells(PairedRow row) => row.Figures is not { } f
        ? $"not timed: {row.Complaint} | | | | | |"
        : string.Join(" | ", Number(f.OursMs), Number(f.PeerMs), f.PeerLayout, Number(f.Ratio.Median), $"{Number(f.Ratio.Low)}–{Number(f.Ratio.High)}", f.Gigaflops > 0 ? Number(f.Gigaflops) : "–", Number(f.Gigabytes));

    /// <summary>Three digits, or all of a larger number's.</summary>
    private static string Number(double value)
    {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return value.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
