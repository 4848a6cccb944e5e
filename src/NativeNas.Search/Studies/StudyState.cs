using System.Text.Json.Nodes;
using NativeNas.Search.Runs;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Studies;

/// <summary>What a study remembers beside its vectors.</summary>
/// <param name="Phase">The phase that goes on.</param>
/// <param name="Step">Its next step.</param>
/// <param name="Genotype">What the search found, or what was given.</param>
/// <param name="SearchHash">Hash of the supernet at the end of the search; empty where there was none.</param>
internal sealed record StudyState(string Phase, long Step, Genotype? Genotype, string SearchHash, double Seconds, int MetricsLines)
{
    public const string Search = "search", Retrain = "retrain";

    public JsonObject ToJson() => new()
    {
        ["phase"] = Phase,
        ["step"] = Step,
        ["genotype"] = Genotype is null ? null : JsonNode.Parse(Genotype.CanonicalJson),
        ["searchHash"] = SearchHash,
        ["seconds"] = Seconds,
        ["metricsLines"] = MetricsLines,
    };

    /// <exception cref="RunException">A part is missing: the checkpoint was written by another program.</exception>
    public static StudyState Of(JsonObject json)
    {
        try
        {
            return new(
                json["phase"]!.GetValue<string>(),
                json["step"]!.GetValue<long>(),
                json["genotype"] is { } genotype ? Genotype.Parse(genotype.ToJsonString()) : null,
                json["searchHash"]!.GetValue<string>(),
                json["seconds"]!.GetValue<double>(),
                json["metricsLines"]!.GetValue<int>());
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or FormatException or GenotypeException)
        {
            throw new RunException("The checkpoint lacks a part of a study's state (phase, step, genotype, searchHash, seconds, metricsLines); it was written by another version.");
        }
    }
}
