using System.Globalization;
using System.Text.Json;

namespace NativeNas.Benchmarks.Comparison;

/// <summary>Milliseconds by workload and mode: of Markdown tables with such columns, or of the JSON that ours print.</summary>
internal static class ResultFile
{
    /// <summary>Columns and properties that hold our time, the first that is there.</summary>
    private static readonly string[] columns = ["ours", "ms"], properties = ["oursMs", "ms"];

    /// <exception cref="BenchmarkException">The file cannot be read or holds no such row.</exception>
    public static IReadOnlyDictionary<(string Workload, string Mode), double> Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            Dictionary<(string, string), double> rows = [];

            foreach ((string workload, string mode, double milliseconds) in text.TrimStart().StartsWith('{') ? OfJson(text) : OfMarkdown(text))
            {
                rows[(workload, mode)] = milliseconds;
            }

            return rows.Count > 0 ? rows : throw new BenchmarkException($"{path}: no times by workload and mode; expected a table with the columns workload, mode and ours or ms, or the JSON of paired or of bench kernels.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BenchmarkException($"{path}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static IEnumerable<(string Workload, string Mode, double Milliseconds)> OfJson(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text.TrimEnd().Split('\n')[^1]);

        foreach (JsonProperty workload in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (JsonProperty mode in workload.Value.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object))
            {
                foreach ((string place, JsonElement figures) in OfDevices(mode.Value))
                {
                    foreach (JsonProperty figure in figures.EnumerateObject().Where(figure => properties.Contains(figure.Name)))
                    {
                        yield return (workload.Name + place, mode.Name, figure.Value.GetDouble());
                    }
                }
            }
        }
    }

    /// <summary>Figures, or those of several devices side by side with what tells them apart.</summary>
    private static IEnumerable<(string Place, JsonElement Figures)> OfDevices(JsonElement mode) =>
        mode.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object).Select(device => ($" on {device.Name}", device.Value)).Prepend(("", mode));

    private static IEnumerable<(string Workload, string Mode, double Milliseconds)> OfMarkdown(string text)
    {
        (int Workload, int Mode, int Time) at = (-1, -1, -1);

        foreach (string line in text.Split('\n'))
        {
            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

            if (!line.StartsWith('|'))
            {
                at = (-1, -1, -1);
            }
            else if (at.Workload < 0)
            {
                at = (Array.IndexOf(cells, "workload"), Array.IndexOf(cells, "mode"), Array.FindIndex(cells, columns.Contains));
            }
            else if (at is { Mode: >= 0, Time: >= 0 } && cells.Length > at.Time && double.TryParse(cells[at.Time], NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds))
            {
                yield return (cells[at.Workload], cells[at.Mode], milliseconds);
            }
        }
    }
}
