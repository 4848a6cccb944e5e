using NativeNas.Kernels.Devices;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Limits;

/// <summary>What a search under a limit came to.</summary>
/// <param name="Figure">As <c>--memory</c> takes it.</param>
/// <param name="Peak">Of the process's resident memory, in bytes.</param>
/// <param name="Steps">Milliseconds of each step but the first.</param>
/// <param name="Losses">Every loss in the order of the metrics, as written there.</param>
/// <param name="Refusal">What the process said when it took no step.</param>
internal sealed record LimitedSearch(string Figure, long Peak, IReadOnlyList<double> Steps, IReadOnlyList<string> Losses, string? Refusal = null)
{
    public const string Unlimited = "unlimited";

    /// <summary>Null without a limit.</summary>
    public long? Limit => ByteCount.Parse(Figure);

    public double Step => Quartiles.Of(Steps).Median;

    /// <summary>All runs at one figure: the largest peak, all steps, the losses of all.</summary>
    public static LimitedSearch Joined(IEnumerable<LimitedSearch> runs)
    {
        LimitedSearch[] all = [.. runs];
        return all[0] with
        {
            Peak = all.Max(run => run.Peak),
            Steps = [.. all.SelectMany(run => run.Steps)],
            Losses = [.. all.SelectMany(run => run.Losses)],
            Refusal = all.Select(run => run.Refusal).FirstOrDefault(refusal => refusal is not null),
        };
    }

    public override string ToString() => Refusal is null ? $"{Figure}: peak {ByteCount.Text(Peak)}, a step {Page.Number(Step)} ms" : $"{Figure}: {Refusal}";
}
