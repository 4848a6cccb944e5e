using System.Text.Json.Nodes;
using NativeNas.Nn.Training;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Studies;

/// <summary>What a finished study found.</summary>
/// <param name="RunHash">SHA-256 over every weight, α and running statistic at the end of all phases.</param>
/// <param name="Test">The trained network on the test split.</param>
/// <param name="Parameters">Learnable numbers of the trained network.</param>
/// <param name="Seconds">Time spent, over all resumptions, with what compiling took.</param>
public sealed record StudyResult(Genotype Genotype, string RunHash, Evaluation Test, long Parameters, double Seconds)
{
    public JsonObject ToJson() => new()
    {
        ["genotype"] = JsonNode.Parse(Genotype.CanonicalJson),
        ["genotypeHash"] = Genotype.Hash,
        ["runHash"] = RunHash,
        ["accuracy"] = Test.Top1,
        ["accuracyTop5"] = Test.Top5,
        ["loss"] = double.IsFinite(Test.Loss) ? Test.Loss : null,
        ["testImages"] = Test.Images,
        ["parameters"] = Parameters,
        ["seconds"] = Seconds,
    };
}
