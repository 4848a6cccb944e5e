using System.Globalization;
using System.Text.RegularExpressions;

namespace NativeNas.Data.Npy;

/// <summary>The dictionary of a .npy header, a Python literal: {'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }.</summary>
internal sealed partial record NpyHeader(NpyType Type, int[] Shape)
{
    public string Text
    {
        get
        {
            string extents = string.Concat(Shape.Select(static extent => string.Create(CultureInfo.InvariantCulture, $"{extent}, ")));
            string shape = Shape.Length > 1 ? extents[..^2] : extents.TrimEnd();
            return $"{{'descr': '{Type.Name}', 'fortran_order': False, 'shape': ({shape}), }}";
        }
    }

    public static NpyHeader Parse(string path, string text)
    {
        Match dictionary = Dictionary().Match(text);
        Dictionary<string, string> entries = [];

        for (int i = 0; dictionary.Success && i < dictionary.Groups["key"].Captures.Count; i++)
        {
            entries[dictionary.Groups["key"].Captures[i].Value] = dictionary.Groups["value"].Captures[i].Value;
        }

        if (entries.Count != 3 || !entries.ContainsKey("descr") || !entries.ContainsKey("fortran_order") || !entries.ContainsKey("shape"))
        {
            throw new DataException($"{path}: found header {text.Trim()}; expected a dictionary of descr, fortran_order and shape.");
        }

        if (entries["fortran_order"] != "False")
        {
            throw new DataException($"{path}: found fortran_order {entries["fortran_order"]}; expected False (C order).");
        }

        NpyType type = NpyType.Named(entries["descr"].Trim('\'', '"'))
            ?? throw new DataException($"{path}: found element type {entries["descr"]}; expected one of {NpyType.Names}.");
        return new(type, Extents(path, entries["shape"]));
    }

    private static int[] Extents(string path, string shape)
    {
        string[] parts = shape.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] extents = new int[parts.Length];

        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out extents[i]))
            {
                throw new DataException($"{path}: found shape {shape}; expected extents from 0 to {int.MaxValue}.");
            }
        }

        return extents;
    }

    [GeneratedRegex(
        """^\s*\{\s*(?:(?:'(?<key>\w+)'|"(?<key>\w+)")\s*:\s*(?<value>'[^']*'|"[^"]*"|True|False|\(\s*(?:\d+\s*,\s*)*(?:\d+\s*)?\))\s*(?:,\s*|(?=\})))*\}\s*$""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Dictionary();
}
