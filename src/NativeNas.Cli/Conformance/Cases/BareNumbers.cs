using System.Text.RegularExpressions;

namespace NativeNas.Cli.Conformance.Cases;

/// <summary>Some writers of JSON put NaN and Infinity without quotes, which JSON does not know: here they get them.</summary>
internal static partial class BareNumbers
{
    public static string Quote(string line) =>
        line.Contains("NaN", StringComparison.Ordinal) || line.Contains("Infinity", StringComparison.Ordinal)
            ? StringOrNumber().Replace(line, match => match.Value[0] == '"' ? match.Value : $"\"{match.Value}\"")
            : line;

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity|NaN
        """, RegexOptions.CultureInvariant)]
    private static partial Regex StringOrNumber();
}
