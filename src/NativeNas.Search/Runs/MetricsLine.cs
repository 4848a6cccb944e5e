using System.Text.Json;
using System.Text.Json.Serialization;

namespace NativeNas.Search.Runs;

/// <summary>One line of metrics.jsonl; what was not measured is absent.</summary>
/// <param name="Step">Counted over all phases of the run, so that it only grows.</param>
/// <param name="Phase">A word such as search, validation, retrain, test.</param>
public sealed record MetricsLine(long Step, int Epoch, string Phase)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public double? Loss { get; init; }

    /// <summary>0 to 1.</summary>
    public double? Accuracy { get; init; }

    public double? LearningRate { get; init; }

    /// <summary>Mean over edges, in nats: ln 8 when an edge's eight operations weigh the same.</summary>
    public double? AlphaEntropy { get; init; }

    public double? ImagesPerSecond { get; init; }

    public long? MemoryBytes { get; init; }

    /// <summary>Softmax weights by cell kind, then [edge][operation].</summary>
    public IReadOnlyDictionary<string, float[][]>? Alphas { get; init; }

    internal string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Null when the line is no complete record.</summary>
    internal static MetricsLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            MetricsLine? parsed = JsonSerializer.Deserialize<MetricsLine>(line, Format);
            return parsed?.Phase is null ? null : parsed;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
