using System.Globalization;
using NativeNas.Kernels.Random;
using NativeNas.Search.Runs;
using NativeNas.Supernets.Genotypes;
using NativeNas.Supernets.Spaces;

namespace NativeNas.Cli.Options;

/// <summary>A genotype as a user names one: a published name, all-skip, random:SEED, a file, a run folder or JSON.</summary>
internal static class GenotypeText
{
    public const string AllSkip = "all-skip";

    public const string Forms = "a name (DARTS_V1, DARTS_V2, all-skip), random:SEED (a uniform draw), a genotype file, a run folder or JSON";

    private const string Random = "random:";

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

        if (text.StartsWith(Random, StringComparison.Ordinal))
        {
            return Drawn(text);
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

    /// <summary>Every genotype of the space is equally likely; the seed is the draw's own, so that a run's seed may vary.</summary>
    private static Genotype Drawn(string text) =>
        ulong.TryParse(text.AsSpan(Random.Length), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? new DartsSpace().SampleGenotype(new Rng(seed).At("genotype"))
            : throw new CommandException($"'{text}' names no draw; expected {Random} and a whole number that is not negative, such as {Random}1.");

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
