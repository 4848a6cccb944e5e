using NativeNas.Kernels;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Optimizers;

/// <summary>
/// average ← d·average + (1 − d)·w; warming up, d = min(decay, (1 + t) / (10 + t)) for update t = 0, 1, … as in
/// TensorFlow. It starts as the weights it is made from.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly float decay;
    private readonly bool warmsUp;

    public WeightAverage(WeightBuffer weights, float decay, bool warmsUp = false)
    {
        Require.That(decay is >= 0f and < 1f, $"The decay of an average lies in [0, 1); got {decay}.");
        (this.decay, this.warmsUp) = (decay, warmsUp);
        Weights = weights.Copy();
    }

    public WeightBuffer Weights { get; }

    /// <summary>Updates so far; set it when <see cref="Weights"/> is restored from a checkpoint.</summary>
    public long Updates { get; set; }

    public void Update(WeightBuffer weights)
    {
        float kept = warmsUp ? Math.Min(decay, (1f + Updates) / (10f + Updates)) : decay;
        Weights.Add(1f - kept, weights, kept);
        Updates++;
    }

    public void Dispose() => Weights.Dispose();
}
