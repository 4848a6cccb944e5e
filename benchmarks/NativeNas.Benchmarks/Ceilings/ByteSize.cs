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

    public static string Write(long bytes)
    {
        int unit = 0;

        for (; unit < units.Length - 1 && bytes % 1024 == 0; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {units[unit]}");
    }
}
