using System.Text;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows as a Markdown table.</summary>
internal static class PairedTable
{
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
        : string.Join(" | ", Page.Number(f.OursMs), Page.Number(f.PeerMs), f.PeerLayout, Page.Number(f.Ratio.Median), $"{Page.Number(f.Ratio.Low)}–{Page.Number(f.Ratio.High)}", f.Gigaflops > 0 ? Page.Number(f.Gigaflops) : "–", Page.Number(f.Gigabytes));
}
