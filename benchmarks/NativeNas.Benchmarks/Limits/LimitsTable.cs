using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Limits;

/// <summary>Searches at several figures beside the unlimited one, which comes first.</summary>
internal sealed class LimitsTable(IReadOnlyList<LimitedSearch> searches)
{
    private const double Megabyte = 1e6;

    private LimitedSearch Free => searches[0];

    /// <summary>Whether a limit changed no loss by a bit.</summary>
    public bool Agrees => searches.All(Same);

    public Page Page(string heading)
    {
        StringBuilder table = new(
            $"""
            {heading}Peak is that of the process's resident memory, in MB; over is what it is beyond the figure. A step is one of the mixture and one of the weights.

            | --memory | peak | over | step ms | step / unlimited | losses |
            |---|--:|--:|--:|--:|---|

            """);
        JsonObject all = [];

        foreach (LimitedSearch search in searches)
        {
            table.Append(NativeNas.Benchmarks.Page.Row(Cells(search)));
            all[$"search/{search.Figure}"] = search.Refusal is { } refusal
                ? new JsonObject { ["refused"] = refusal }
                : new JsonObject { ["step"] = new JsonObject { ["peakMb"] = search.Peak / Megabyte, ["overMb"] = Over(search), ["ms"] = search.Step, ["ratio"] = search.Step / Free.Step, ["same"] = Same(search) } };
        }

        return new(table.ToString(), all);
    }

    private IEnumerable<string> Cells(LimitedSearch search) => search.Refusal is { } refusal
        ? [search.Figure, $"refused: {refusal}", "", "", "", ""]
        :
        [
            search.Figure, Whole(search.Peak / Megabyte), Over(search) is { } over ? Whole(over) : "–", NativeNas.Benchmarks.Page.Number(search.Step),
            NativeNas.Benchmarks.Page.Number(search.Step / Free.Step), Same(search) ? "same" : "**other**",
        ];

    private static string Whole(double megabytes) => $"{Math.Round(megabytes):0}";

    private static double? Over(LimitedSearch search) => (search.Peak - search.Limit) / Megabyte;

    private bool Same(LimitedSearch search) => search.Refusal is not null || search.Losses.SequenceEqual(Free.Losses);
}
