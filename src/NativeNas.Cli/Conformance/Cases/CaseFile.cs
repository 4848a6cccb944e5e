using System.Text;
using System.Text.Json;
using NativeNas.Data;
using NativeNas.Data.Files;

namespace NativeNas.Cli.Conformance.Cases;

/// <summary>A .jsonl or .jsonl.gz file of cases, one JSON object a line; empty lines count for nothing.</summary>
internal static class CaseFile
{
    /// <exception cref="DataException">The file or a line of it cannot be read; the message names both and what was expected.</exception>
    public static IEnumerable<ConformanceCase> Read(string path)
    {
        using StreamReader reader = new(new MemoryStream(DataFile.ReadAll(path)), Encoding.UTF8);
        int number = 0, cases = 0;

        while (reader.ReadLine() is { } line)
        {
            number++;

            if (!string.IsNullOrWhiteSpace(line))
            {
                cases++;
                yield return Parse(path, number, line);
            }
        }

        if (cases == 0)
        {
            throw new DataException($"{path}: found no case; expected one JSON object a line.");
        }
    }

    private static ConformanceCase Parse(string path, int number, string line)
    {
        try
        {
            return CaseText.Parse(line);
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}, line {number}: found no JSON ({e.Message.ReplaceLineEndings(" ")}); expected one case, a JSON object.", e);
        }
        catch (FormatException e)
        {
            throw new DataException($"{path}, line {number}: {e.Message}", e);
        }
    }
}
