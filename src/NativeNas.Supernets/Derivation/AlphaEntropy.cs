namespace NativeNas.Supernets.Derivation;

/// <summary>How undecided a search is: the mean over edges of −Σ p ln p, p = softmax(α row), in nats; ln 8 at the start, 0 when decided.</summary>
public static class AlphaEntropy
{
    /// <param name="alpha">Row-major [edges, 8].</param>
    public static double Mean(ReadOnlySpan<float> alpha)
    {
        AlphaTable table = new(alpha, "given");
        double sum = 0;

        for (int edge = 0; edge < table.Edges; edge++)
        {
            sum -= table.LogWeights(edge).Sum(log => Math.Exp(log) * log);
        }

        return sum / table.Edges;
    }
}
