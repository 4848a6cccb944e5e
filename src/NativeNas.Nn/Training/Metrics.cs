using NativeNas.Kernels;

namespace NativeNas.Nn.Training;

/// <summary>Sums over labelled images; adding two joins them. Means of no image are NaN.</summary>
/// <param name="LossSum">Σ −ln softmax(logits)[label].</param>
/// <param name="Hits1">Images whose label has the highest logit.</param>
/// <param name="Hits5">Images whose label is among the five highest, or among all where there are fewer classes.</param>
public readonly record struct Metrics(long Count, double LossSum, long Hits1, long Hits5)
{
    public double Loss => LossSum / Count;

    public double Top1 => (double)Hits1 / Count;

    public double Top5 => (double)Hits5 / Count;

    public static Metrics operator +(Metrics a, Metrics b) =>
        new(a.Count + b.Count, a.LossSum + b.LossSum, a.Hits1 + b.Hits1, a.Hits5 + b.Hits5);

    /// <summary>Logits [N, classes] row by row. Of equal logits the lower class ranks first; a label whose logit is NaN, or that meets a NaN, ranks behind it.</summary>
    public static Metrics Of(ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels)
    {
        Require.That(
            classes > 0 && logits.Length == (long)classes * labels.Length,
            $"{labels.Length} labels of {classes} classes go with {(long)classes * labels.Length} logits; got {logits.Length}.");
        Metrics sum = default;

        for (int i = 0; i < labels.Length; i++)
        {
            Require.That(labels[i] >= 0 && labels[i] < classes, $"Label {i} is {labels[i]}; expected 0 … {classes - 1}.");
            sum += OfOne(logits.Slice(i * classes, classes), labels[i]);
        }

        return sum;
    }

    private static Metrics OfOne(ReadOnlySpan<float> logits, int label)
    {
        double highest = double.NegativeInfinity, exponentials = 0;
        int rank = 0;

        for (int c = 0; c < logits.Length; c++)
        {
            highest = Math.Max(highest, logits[c]);
            bool behind = logits[c] < logits[label] || (logits[c] == logits[label] && c >= label);
            rank += behind ? 0 : 1;
        }

        foreach (float logit in logits)
        {
            exponentials += Math.Exp(logit - highest);
        }

        return new(1, Math.Log(exponentials) + highest - logits[label], rank < 1 ? 1 : 0, rank < 5 ? 1 : 0);
    }
}
