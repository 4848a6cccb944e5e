using System.IO.Enumeration;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Every workload, in the peer's order.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        .. DepthwiseWorkloads.All,
        .. PointwiseWorkloads.All,
        .. ConvolutionWorkloads.All,
        .. MixConvWorkloads.All,
        .. SqueezeExciteWorkloads.All,
        .. NormalizationWorkloads.All,
        .. ActivationWorkloads.All,
        .. PoolingWorkloads.All,
        .. MBConvWorkloads.All,
        .. MixedOpWorkloads.All,
        .. NetworkWorkloads.All,
    ];

    /// <summary>The workloads of some names, each a glob of * and ?; no names take all.</summary>
    /// <exception cref="BenchmarkException">A name matches nothing; the message says what comes closest.</exception>
    public static IReadOnlyList<Workload> Named(IReadOnlyCollection<string> names)
    {
        foreach (string name in names)
        {
            if (!All.Any(workload => Matches(name, workload)))
            {
                string closest = All.MaxBy(workload => name.AsSpan().CommonPrefixLength(workload.Name))!.Name;
                throw new BenchmarkException($"No workload is named '{name}'. Did you mean '{closest}'? The peer's --list names all; * and ? match many.");
            }
        }

        return names.Count == 0 ? All : [.. All.Where(workload => names.Any(name => Matches(name, workload)))];
    }

    private static bool Matches(string name, Workload workload) => FileSystemName.MatchesSimpleExpression(name, workload.Name, ignoreCase: false);
}
