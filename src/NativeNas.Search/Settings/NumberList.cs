using System.Globalization;

namespace NativeNas.Search.Settings;

/// <summary>Numbers separated by commas, with brackets around them or without; or the word that stands for none.</summary>
public static class NumberList
{
    /// <summary>The numbers follow from the data.</summary>
    public const string Computed = "computed";

    /// <summary>Null for <see cref="Computed"/>.</summary>
    /// <exception cref="FormatException">An entry is no finite number.</exception>
    public static float[]? Parse(string text)
    {
        if (text == Computed)
        {
            return null;
        }

        string inner = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        return [.. inner.Split(',').Select(entry => float.Parse(entry, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && float.IsFinite(number)
            ? number
            : throw new FormatException($"{entry} is no finite number."))];
    }

    internal static bool Reads(string text)
    {
        try
        {
            _ = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
