using NativeNas.Supernets.Derivation;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Studies;

/// <summary>Softmax weights of both kinds of cell at one step.</summary>
/// <param name="Weights">By kind, then [edge][operation].</param>
/// <param name="Entropy">Mean over all edges, in nats.</param>
internal sealed record AlphaSnapshot(IReadOnlyDictionary<string, float[][]> Weights, double Entropy)
{
    public static AlphaSnapshot Of(float[] normal, float[] reduction) => new(
        new Dictionary<string, float[][]> { ["normal"] = Rows(normal), ["reduction"] = Rows(reduction) },
        (AlphaEntropy.Mean(normal) + AlphaEntropy.Mean(reduction)) / 2);

    private static float[][] Rows(float[] alpha) => [.. alpha.Chunk(CellOperations.All.Count).Select(Softmax)];

    private static float[] Softmax(float[] row)
    {
        double[] powers = [.. row.Select(a => Math.Exp(a - row.Max()))];
        return [.. powers.Select(p => (float)(p / powers.Sum()))];
    }
}
