using NativeNas.Search.Runs;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Options;

/// <summary>A genotype as a user names one: a published name, all-skip, a file, a run folder or JSON.</summary>
internal static class GenotypeText
{
    public const string AllSkip = "all-skip";

    public const string Forms = "a name (DARTS_V1, DARTS_V2, all-skip), a genotype file, a run folder or JSON";

    public static IReadOnlyList<string> Names { get; } = [.. PublishedGenotypes.Names, AllSkip];

    /// <exception cref="CommandException">The text is none of the forms.</exception>
    /// <exception cref="GenotypeException">The file or the JSON holds no genotype.</exception>
    /// <exception cref="RunException">The run folder holds no genotype.</exception>
    public static Genotype Read(string text)
    {
        if (text == AllSkip)
        {
            return Genotype.AllSkip();
        }

        if (text.TrimStart().StartsWith('{'))
        {
            return Genotype.Parse(text);
        }

        if (PublishedGenotypes.Names.Contains(text))
        {
            return Genotype.Named(text);
        }

        if (Directory.Exists(text))
        {
            string inside = Path.Combine(text, "genotype.json");
            return File.Exists(inside)
                ? OfFile(inside)
                : throw new RunException($"{text}: the folder holds no genotype.json; a run has one when its search is done.");
        }

        return File.Exists(text)
            ? OfFile(text)
            : throw new CommandException($"'{text}' is no genotype and no file; expected {Forms}.");
    }

    private static Genotype OfFile(string path)
    {
        try
        {
            return Genotype.Parse(File.ReadAllText(path));
        }
        catch (GenotypeException broken)
        {
            throw new GenotypeException($"{path}: {broken.Message}", broken);
        }
    }
}
