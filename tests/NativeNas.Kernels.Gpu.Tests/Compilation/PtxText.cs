using System.Text.RegularExpressions;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>What can be read off a kernel's PTX.</summary>
internal sealed partial class PtxText(string text)
{
    private readonly string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("//", StringComparison.Ordinal))];

    public bool HasLocalMemory => lines.Any(line => Local().IsMatch(line));

    public bool Calls => lines.Any(line => Call().IsMatch(line));

    public int Loads => lines.Count(line => Load().IsMatch(line));

    /// <summary>Branches to a label that stands before them.</summary>
    public int Loops
    {
        get
        {
            HashSet<string> seen = [];
            int loops = 0;

            foreach (string line in lines)
            {
                if (Label().Match(line) is { Success: true } label)
                {
                    seen.Add(label.Groups[1].Value);
                }
                else if (Branch().Match(line) is { Success: true } branch && seen.Contains(branch.Groups[1].Value))
                {
                    loops++;
                }
            }

            return loops;
        }
    }

    public int SharedBytes => lines.Select(line => Shared().Match(line)).Where(match => match.Success)
        .Sum(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) / 8 * int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\.local\b")]
    private static partial Regex Local();

    [GeneratedRegex(@"\bcall\b")]
    private static partial Regex Call();

    [GeneratedRegex(@"\bld(\.global)?(\.nc)?(\.v[24])?\.[bf]32\b")]
    private static partial Regex Load();

    [GeneratedRegex(@"^([\w$]+):$")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bbra(?:\.uni)?\s+([\w$]+);")]
    private static partial Regex Branch();

    [GeneratedRegex(@"\.shared\b.*\.[bfus](8|16|32|64)\s+[\w$]+\[(\d+)\]")]
    private static partial Regex Shared();
}
