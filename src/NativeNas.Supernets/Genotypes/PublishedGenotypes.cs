namespace NativeNas.Supernets.Genotypes;

/// <summary>Genotypes that papers report, by the names of the authors' code.</summary>
public static class PublishedGenotypes
{
    private static readonly (string Name, Genotype Value)[] Entries =
    [
        ("DARTS_V1", Of(
            "sep_conv_3x3@1 sep_conv_3x3@0 skip_connect@0 sep_conv_3x3@1 skip_connect@0 sep_conv_3x3@1 sep_conv_3x3@0 skip_connect@2",
            "max_pool_3x3@0 max_pool_3x3@1 skip_connect@2 max_pool_3x3@0 max_pool_3x3@0 skip_connect@2 skip_connect@2 avg_pool_3x3@0")),
        ("DARTS_V2", Of(
            "sep_conv_3x3@0 sep_conv_3x3@1 sep_conv_3x3@0 sep_conv_3x3@1 sep_conv_3x3@1 skip_connect@0 skip_connect@0 dil_conv_3x3@2",
            "max_pool_3x3@0 max_pool_3x3@1 skip_connect@2 max_pool_3x3@1 max_pool_3x3@0 skip_connect@2 skip_connect@2 max_pool_3x3@1")),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(e => e.Name)];

    /// <exception cref="GenotypeException">No genotype of that name is known.</exception>
    public static Genotype Named(string name)
    {
        int index = Array.FindIndex(Entries, e => e.Name == name);
        GenotypeException.Unless(
            index >= 0, $"The genotype \"{name}\" is unknown; expected one of {string.Join(", ", Names)}.{Suggestion.For(name, Names)}");
        return Entries[index].Value;
    }

    private static Genotype Of(string normal, string reduction) => new(Cell(normal), Cell(reduction));

    /// <summary>Two consecutive edges a node.</summary>
    private static CellGenotype Cell(string edges) => new([.. edges.Split(' ').Select(Edge).Chunk(2).Select(e => new NodeGenotype(e[0], e[1]))]);

    private static EdgeGenotype Edge(string text) =>
        text.Split('@') is [string name, string input]
            ? new(CellOperations.Find(name)!.Value, input[0] - '0')
            : throw new FormatException(text);
}
