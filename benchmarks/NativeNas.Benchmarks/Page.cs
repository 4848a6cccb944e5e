using System.Globalization;
using System.Text.Json.Nodes;

namespace NativeNas.Benchmarks;

/// <summary>What a command found: Markdown to print and to keep, and one line of JSON for machines.</summary>
internal sealed record Page(string Markdown, JsonObject Json)
{
    /// <exception cref="BenchmarkException">The file cannot be written.</exception>
    public void Show(PageSettings settings, TextWriter output)
    {
        output.Write(Markdown);

        try
        {
            if (settings.File is { } file)
            {
                File.WriteAllText(file.FullName, Markdown);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"The table cannot be written to '{settings.File}': {e.Message}");
        }

        if (settings.Json)
        {
            output.WriteLine(Json.ToJsonString());
        }
    }

    /// <summary>Three digits, or all of a larger number's.</summary>
    public static string Number(double value)
    {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return value.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>A row of a table.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}

/// <param name="Json">End with one line of JSON.</param>
/// <param name="File">For the Markdown as well.</param>
internal sealed record PageSettings(bool Json, FileInfo? File);
