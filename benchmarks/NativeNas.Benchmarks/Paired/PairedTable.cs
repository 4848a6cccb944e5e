using System.Globalization;
using System.Text;
using Roof = NativeNas.Kernels.Roofline.Ceilings;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Rows as a Markdown table.</summary>
internal static class PairedTable
{
    private const string Head = "| workload | mode | ours | peer | peer's layout | ratio | quartiles | GF/s | GB/s |";

    /// <param name="ceilings">What the device of ours can do at most: two columns more, the shares of it.</param>
    public static string Of(IEnumerable<PairedRow> rows, Roof? ceilings = null)
    {
        StringBuilder table = new(ceilings is null ? $"{Head}\n|---|---|--:|--:|---|--:|--:|--:|--:|\n" : $"{Head} of multiply-adds | of copy |\n|---|---|--:|--:|---|--:|--:|--:|--:|--:|--:|\n");

        foreach (PairedRow row in rows)
        {
            table.Append(Line(row, ceilings)).Append('\n');
        }

        return table.ToString();
    }

    public static string Line(PairedRow row, Roof? ceilings = null) => $"| {row.Workload} | {row.Mode} | {Cells(row)} |{(ceilings is null ? "" : Shares(row, ceilings.Value))}";

    private static string Cells(PairedRow row) => row.Figures is not { } f
        ? $"not timed: {row.Complaint} | | | | | |"
        : string.Join(" | ", Page.Number(f.OursMs), Page.Number(f.PeerMs), f.PeerLayout, Page.Number(f.Ratio.Median), $"{Page.Number(f.Ratio.Low)}–{Page.Number(f.Ratio.High)}", f.Gigaflops > 0 ? Page.Number(f.Gigaflops) : "–", Page.Number(f.Gigabytes));

    private static string Shares(PairedRow row, Roof ceilings) => row.Figures is not { } f
        ? " | |"
        : $" {(f.Gigaflops > 0 ? Share(f.Gigaflops / ceilings.Gigaflops) : "–")} | {Share(f.Gigabytes / ceilings.Gigabytes)} |";

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %");
}
