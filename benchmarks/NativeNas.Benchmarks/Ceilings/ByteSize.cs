using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NativeNas.Benchmarks.Ceilings;

/// <summary>Sizes of memory as people write them: 8MB, 512MB, 1GB; 2¹⁰ a step.</summary>
internal static class ByteSize
{
    private static readonly string[] units = ["B", "KB", "MB", "GB"];

    /// <summary>Null where the text is no size.</summary>
    public static long? Parse(string text)
    {
        int unit = Array.FindLastIndex(units, name => text.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        string number = unit < 0 ? text : text[..^units[unit].Length];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value is > 0 and < 1 << 20 ? value << (10 * Math.Max(unit, 0)) : null;
    }

    /// <summary>--footprint: sizes from 64KB to 4GB.</summary>
    /// <param name="standard">One where only one may be given.</param>
    public static Option<long[]> Footprint(string description, params long[] standard) => new("--footprint")
    {
        DefaultValueFactory = _ => standard,
        AllowMultipleArgumentsPerToken = standard.Length > 1,
        CustomParser = result => [.. result.Tokens.Select(token => Read(token.Value, result))],
        Description = $"{description}, such as {string.Join(' ', standard.Select(bytes => Write(bytes).Replace(" ", "", StringComparison.Ordinal)))}",
    };

    public static string Write(long bytes)
    {
        int unit = 0;

        for (; unit < units.Length - 1 && bytes % 1024 == 0; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {units[unit]}");
    }

    private static long Read(string text, ArgumentResult result)
    {
        if (Parse(text) is >= 64 << 10 and <= 4L << 30 and { } bytes)
        {
            return bytes;
        }

        result.AddError($"--footprint {text} is no size from 64KB to 4GB.");
        return 0;
    }
}
