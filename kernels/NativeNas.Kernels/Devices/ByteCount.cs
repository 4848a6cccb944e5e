using System.Globalization;

namespace NativeNas.Kernels.Devices;

/// <summary>Bytes as text: 512MB, 1.5GB, 64MiB or a plain number. B, KB, MB and GB count in thousands, KiB, MiB and GiB in 1024s.</summary>
public static class ByteCount
{
    private static readonly (string Word, double Bytes)[] Units =
    [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1), ("", 1),
    ];

    /// <summary>Null where the text is none of the forms, or no whole positive number of bytes.</summary>
    public static long? Parse(string text)
    {
        (string word, double unit) = Array.Find(Units, unit => text.EndsWith(unit.Word, StringComparison.OrdinalIgnoreCase));
        bool reads = double.TryParse(
            text[..^word.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        double bytes = Math.Floor(number * unit);
        return reads && bytes is >= 1 and < 1e15 ? (long)bytes : null;
    }

    /// <summary>To the nearest megabyte, below ten to the nearest tenth, below a tenth every byte.</summary>
    public static string Text(long bytes) => bytes is > 0 and < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes}B")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(bytes / 1e6, bytes < 9_950_000 ? 1 : 0):#,0.#}MB");

    /// <summary>Whole megabytes that suffice.</summary>
    public static string TextUp(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e6):0}MB");
}
