using System.Globalization;
using System.Text.RegularExpressions;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Workloads;

/// <summary>
/// A shape as names spell it, <c>n32_c24to144_h56_k5_s2</c>: n images, c channels (c24to144: in and out), h height and
/// width, k kernel (k357: several), s stride, d dilation, e expansion, se and r squeezed channels, g groups.
/// </summary>
public sealed partial record ShapeWords
{
    private readonly IReadOnlyList<(string Name, string Value)> words;

    private ShapeWords(IReadOnlyList<(string Name, string Value)> words) => this.words = words;

    public int N => this["n", 1];

    public int C => Number("c", Channels[0]);

    /// <summary>Channels of the output: those of the input where none are given.</summary>
    public int Outputs => Number("c", Channels[^1]);

    public int Stride => this["s", 1];

    public Window Window => Window.Same(this["k", 3], Stride, this["d", 1]);

    /// <param name="channels">In place of the word.</param>
    public Shape Input(int? channels = null) => new(N, channels ?? C, this["h", 1], this["h", 1]);

    /// <summary>A digit a kernel.</summary>
    public int[] Kernels => [.. (this["mix"] ?? this["k"] ?? "3").Select(digit => digit - '0')];

    private string[] Channels => (this["c"] ?? "16").Split("to");

    private string? this[string name] => words.FirstOrDefault(word => word.Name == name).Value;

    /// <summary>The number of a word, or what stands for it where it is missing.</summary>
    public int this[string name, int missing] => this[name] is { } value ? Number(name, value) : missing;

    /// <exception cref="WorkloadException">A word is not letters and a number, or comes twice.</exception>
    public static ShapeWords Parse(string text)
    {
        List<(string Name, string Value)> words = [];

        foreach (string word in text.Split('_'))
        {
            Match match = Word().Match(word);

            if (!match.Success || words.Any(other => other.Name == match.Groups[1].Value))
            {
                throw new WorkloadException($"The shape '{text}' has a word '{word}'; expected letters and a number each, joined by _, such as n32_c96_h56 or n32_c24to144_h56.");
            }

            words.Add((match.Groups[1].Value, match.Groups[2].Value));
        }

        return new(words);
    }

    /// <summary>These words with the values of others where both have one; of others also what <paramref name="known"/> lists, in its order.</summary>
    public ShapeWords With(ShapeWords others, IReadOnlyList<string> known) => new(
    [
        .. known.Select(name => (name, others[name] ?? this[name] ?? "")).Where(word => word.Item2.Length > 0),
    ]);

    /// <summary>Names that are in no such list.</summary>
    public IEnumerable<string> Beyond(IReadOnlyList<string> known) => words.Select(word => word.Name).Except(known);

    public override string ToString() => string.Join('_', words.Select(word => word.Name + word.Value));

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new WorkloadException($"The shape's word '{name}{value}' is no number from 1 on.");

    [GeneratedRegex("^([a-z]+)([0-9]+(?:to[0-9]+)?)$")]
    private static partial Regex Word();
}
