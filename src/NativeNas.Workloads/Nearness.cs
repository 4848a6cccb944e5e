namespace NativeNas.Workloads;

/// <summary>Levenshtein's distance: insertions, deletions and replacements from one word to another.</summary>
public static class Nearness
{
    /// <summary>The nearest of some names; of equals the first.</summary>
    public static string Closest(string name, IEnumerable<string> names) => names.MinBy(other => Between(name, other))!;

    public static int Between(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];

        for (int i = 0; i < a.Length; i++)
        {
            int[] row = new int[above.Length];
            row[0] = i + 1;

            for (int j = 0; j < b.Length; j++)
            {
                row[j + 1] = Math.Min(Math.Min(row[j], above[j + 1]) + 1, above[j] + (a[i] == b[j] ? 0 : 1));
            }

            above = row;
        }

        return above[^1];
    }
}
