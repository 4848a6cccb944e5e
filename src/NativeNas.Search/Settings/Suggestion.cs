namespace NativeNas.Search.Settings;

/// <summary>What somebody who wrote an unknown key may have meant.</summary>
internal static class Suggestion
{
    /// <summary>The nearest candidate by edit distance, when at most a third of its letters differ; else the list of all.</summary>
    public static string For(string written, IEnumerable<string> candidates)
    {
        List<string> all = [.. candidates];
        string nearest = all.MinBy(candidate => Distance(written, candidate))!;
        return Distance(written, nearest) <= Math.Max(2, nearest.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"expected one of {string.Join(", ", all)}.";
    }

    /// <summary>Levenshtein distance; a letter's case counts nothing.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
