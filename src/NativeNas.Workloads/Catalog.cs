using System.IO.Enumeration;
using NativeNas.Workloads.Families;

namespace NativeNas.Workloads;

/// <summary>Every workload, a family behind the other.</summary>
public static class Catalog
{
    public static IReadOnlyList<Family> Families { get; } =
        [.. ConvolutionFamilies.All, .. BlockFamilies.Small, .. ElementFamilies.All, .. BlockFamilies.Large, .. ElementFamilies.Own];

    /// <summary>What the peer times, too.</summary>
    public static IReadOnlyList<Workload> Peer { get; } = [.. Families.SelectMany(family => family.Peer.Select(family.At))];

    /// <summary>What fills a GPU, timed there by the peer, too.</summary>
    public static IReadOnlyList<Workload> Gpu { get; } = [.. Families.SelectMany(family => family.Gpu.Select(family.At))];

    public static IReadOnlyList<Workload> All { get; } = [.. Families.SelectMany(family => family.Peer.Concat(family.Own).Select(family.At))];

    /// <summary>The workloads of some names out of a list, each a glob of * and ?; no names take all.</summary>
    /// <exception cref="WorkloadException">A name matches nothing; the message says what comes closest.</exception>
    public static IReadOnlyList<Workload> Named(IReadOnlyList<Workload> workloads, IReadOnlyCollection<string> names)
    {
        foreach (string name in names)
        {
            if (!workloads.Any(workload => Matches(name, workload.Name)))
            {
                throw Unknown(name, workloads.Select(workload => workload.Name));
            }
        }

        return names.Count == 0 ? workloads : [.. workloads.Where(workload => names.Any(name => Matches(name, workload.Name)))];
    }

    /// <summary>
    /// The same for people: a name is a family (all its shapes), family/shape with any shape, or a glob over either.
    /// Words of <paramref name="shape"/> replace those of every workload that knows them.
    /// </summary>
    /// <exception cref="WorkloadException">A name matches nothing, or a shape cannot be read.</exception>
    public static IReadOnlyList<Workload> Chosen(IReadOnlyCollection<string> names, string? shape = null)
    {
        return Reshaped(names.Count == 0 ? All : names.SelectMany(Chosen), shape);
    }

    /// <summary>Workloads with the words of a shape in place of their own, each name once.</summary>
    /// <exception cref="WorkloadException">The shape cannot be read, or has a word that none of them knows.</exception>
    public static IReadOnlyList<Workload> Reshaped(IEnumerable<Workload> workloads, string? shape)
    {
        Workload[] all = [.. workloads];

        if (shape is not null)
        {
            ShapeWords words = ShapeWords.Parse(shape);
            string[] known = [.. all.SelectMany(workload => FamilyOf(workload).KnownWords).Distinct()];

            foreach (string unknown in words.Beyond(known))
            {
                throw new WorkloadException($"The shape '{shape}' has a word '{unknown}' that no chosen kernel has; their words are {string.Join(' ', known)}.");
            }

            all = [.. all.Select(workload => Reshaped(workload, words))];
        }

        return [.. all.DistinctBy(workload => workload.Name)];
    }

    /// <summary>The family that a workload is of.</summary>
    public static Family FamilyOf(Workload workload) => Families.First(family => family.Name == workload.Name.Split('/')[0]);

    private static IEnumerable<Workload> Chosen(string name)
    {
        string[] parts = name.Split('/', 2);

        if (parts.Length == 2 && parts[1].AsSpan().IndexOfAny('*', '?') < 0 && Families.FirstOrDefault(family => family.Name == parts[0]) is { } known)
        {
            return [known.At(parts[1])];
        }

        Workload[] found = [.. All.Where(workload => Matches(name, parts.Length == 2 ? workload.Name : FamilyOf(workload).Name))];
        return found.Length > 0 ? found : throw Unknown(name, parts.Length == 2 ? All.Select(workload => workload.Name) : Families.Select(family => family.Name));
    }

    private static Workload Reshaped(Workload workload, ShapeWords words)
    {
        Family family = FamilyOf(workload);
        return family.At(ShapeWords.Parse(workload.Name[(family.Name.Length + 1)..]).With(words, family.KnownWords).ToString());
    }

    private static WorkloadException Unknown(string name, IEnumerable<string> known) => new(
        $"No workload is named '{name}'. Did you mean '{Nearness.Closest(name, known)}'? * and ? match many.");

    private static bool Matches(string glob, string name) => FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false);
}
