using System.Globalization;
using System.Text.RegularExpressions;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>What can be read off a kernel's PTX.</summary>
internal sealed partial class PtxText(string text)
{
    private readonly string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("//", StringComparison.Ordinal))];

    public bool HasLocalMemory => lines.Any(line => Local().IsMatch(line));

    public bool Calls => lines.Any(line => Call().IsMatch(line));

    /// <summary>Whether an instruction is there whose result is not the nearest number.</summary>
    public bool Approximates => lines.Any(line => Approximation().IsMatch(line));

    /// <summary>
    /// Comparisons of floats that NaN passes, without the ordered one of the same numbers beside them and both required:
    /// ILGPU makes them of constant &lt; x.
    /// </summary>
    public IEnumerable<string> ComparisonsThatNaNPasses => lines.Where((_, i) => Unordered().Match(lines[i]) is { Success: true } match && !IsOrdered(match, i));

    public int Loads => lines.Count(line => Load().IsMatch(line));

    /// <summary>Labels that are branched back to.</summary>
    public int Loops => LoopLengths.Count;

    /// <summary>For each label that is branched back to, the constant that the first comparison behind it takes, or null.</summary>
    public IReadOnlyList<int?> LoopLengths
    {
        get
        {
            Dictionary<string, int> seen = [];
            SortedSet<int> loops = [];

            for (int i = 0; i < lines.Length; i++)
            {
                if (Label().Match(lines[i]) is { Success: true } label)
                {
                    seen[label.Groups[1].Value] = i;
                }
                else if (Branch().Match(lines[i]) is { Success: true } branch && seen.TryGetValue(branch.Groups[1].Value, out int start))
                {
                    loops.Add(start);
                }
            }

            return [.. loops.Select(start => Length(lines.Skip(start + 1).First(line => line.StartsWith("setp", StringComparison.Ordinal))))];
        }
    }

    public int SharedBytes => lines.Select(line => Shared().Match(line)).Where(match => match.Success)
        .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 8 * int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    private bool IsOrdered(Match unordered, int at)
    {
        string[] near = lines[Math.Max(at - 1, 0)..Math.Min(at + 3, lines.Length)];
        string kind = unordered.Groups["kind"].Value, numbers = unordered.Groups["numbers"].Value, one = unordered.Groups["result"].Value;
        return near.Select(line => Ordered().Match(line)).Any(match => match.Success && match.Groups["kind"].Value == kind && match.Groups["numbers"].Value == numbers
            && near.Any(line => line.StartsWith("and.pred", StringComparison.Ordinal)
                && (line.EndsWith($", {one}, {match.Groups["result"].Value};", StringComparison.Ordinal) || line.EndsWith($", {match.Groups["result"].Value}, {one};", StringComparison.Ordinal))));
    }

    private static int? Length(string comparison) =>
        Constant().Match(comparison) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^setp\.\w+\.[su]32\s+%p\d+, %r\d+, (\d+);")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^setp\.(?<kind>eq|lt|le|gt|ge)u\.f32\s+(?<result>%p\d+), (?<numbers>.*)$")]
    private static partial Regex Unordered();

    [GeneratedRegex(@"^setp\.(?<kind>eq|lt|le|gt|ge)\.f32\s+(?<result>%p\d+), (?<numbers>.*)$")]
    private static partial Regex Ordered();

    [GeneratedRegex(@"\.local\b")]
    private static partial Regex Local();

    [GeneratedRegex(@"\bcall\b")]
    private static partial Regex Call();

    [GeneratedRegex(@"\.(approx|full)\b")]
    private static partial Regex Approximation();

    [GeneratedRegex(@"\bld(\.global)?(\.nc)?(\.v[24])?\.[bf]32\b")]
    private static partial Regex Load();

    [GeneratedRegex(@"^([\w$]+):$")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bbra(?:\.uni)?\s+([\w$]+);")]
    private static partial Regex Branch();

    [GeneratedRegex(@"\.shared\b.*\.[bfus](8|16|32|64)\s+[\w$]+\[(\d+)\]")]
    private static partial Regex Shared();
}
