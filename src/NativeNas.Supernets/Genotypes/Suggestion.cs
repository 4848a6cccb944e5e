namespace NativeNas.Supernets.Genotypes;

/// <summary>“Did you mean …?” by edit distance (insert, delete, replace: one each; case is ignored).</summary>
public static class Suggestion
{
    /// <summary>The closest candidate; null when more than a third of its letters differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? closest = candidates.MinBy(c => Distance(word, c));
        return closest is not null && Distance(word, closest) <= Math.Max(2, closest.Length / 3) ? closest : null;
    }

    /// <summary>A sentence behind another, or nothing.</summary>
    internal static string For(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } closest ? $" Did you mean \"{closest}\"?" : "";

    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;

            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
