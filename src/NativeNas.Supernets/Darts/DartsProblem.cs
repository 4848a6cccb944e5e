using NativeNas.Autodiff;
using NativeNas.Autodiff.Branching;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Supernets.Bilevel;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Supernets.Darts;

/// <summary>
/// The bilevel problem of a supernet on one training and one validation batch. Its passes use batch statistics and
/// leave the running ones alone.
/// </summary>
/// <param name="holdBranches">
/// Whether the training pass at w is where relu and max pooling choose their branches for the training passes at other
/// weights; otherwise each of them chooses anew, and differences of their gradients count the jumps in between.
/// </param>
public sealed class DartsProblem(
    BatchPasses passes, IModel net, IModel alphas, ImageBatch training, ImageBatch validation, Sgd optimizer, Rng rng, bool holdBranches = true)
    : IBilevelProblem<WeightBuffer, float[]>, IDisposable
{
    private Branches? branches;

    public WeightBuffer Weights => net.Weights;

    /// <summary>What the validation pass at the weights that α's gradient is taken at found.</summary>
    public PassResult Validation { get; private set; }

    public WeightBuffer TrainingGradient(WeightBuffer weights)
    {
        WeightBuffer gradient = new(net.Device, weights.Layout);

        try
        {
            Run(training, weights, gradient, null, ReferenceEquals(weights, Weights) ? Recording() : default);
            return gradient;
        }
        catch
        {
            gradient.Dispose();
            throw;
        }
    }

    public float[] TrainingAlphaGradient(WeightBuffer weights)
    {
        using WeightBuffer gradient = new(net.Device, alphas.Weights.Layout);
        Run(training, weights, null, gradient, branches is null ? default : BranchUse.Follow(branches));
        return gradient.All.ToArray();
    }

    public float[] ValidationAlphaGradient(WeightBuffer weights)
    {
        using WeightBuffer gradient = new(net.Device, alphas.Weights.Layout);
        Validation = Run(validation, weights, null, gradient);
        return gradient.All.ToArray();
    }

    public (WeightBuffer Weights, float[] Alpha) ValidationGradients(WeightBuffer weights)
    {
        using WeightBuffer alpha = new(net.Device, alphas.Weights.Layout);
        WeightBuffer gradient = new(net.Device, weights.Layout);

        try
        {
            Validation = Run(validation, weights, gradient, alpha);
            return (gradient, alpha.All.ToArray());
        }
        catch
        {
            gradient.Dispose();
            throw;
        }
    }

    public WeightBuffer VirtualStep(WeightBuffer gradient, double rate)
    {
        WeightBuffer ahead = Weights.Copy();
        ahead.Add((float)-rate, gradient, (float)(1 - (rate * optimizer.Settings.WeightDecay)));

        if (optimizer.Momentum is { } velocity)
        {
            ahead.Add((float)(-rate * optimizer.Settings.Momentum), velocity);
        }

        return ahead;
    }

    public WeightBuffer Perturbed(WeightBuffer direction, double amount)
    {
        WeightBuffer moved = Weights.Copy();
        moved.Add((float)amount, direction);
        return moved;
    }

    public double Norm(WeightBuffer vector) => GradientClipping.Norm(vector);

    public float[] Corrected(float[] gradient, float[] plus, float[] minus, double scale) =>
        [.. gradient.Select((g, i) => (float)(g - (scale * ((double)plus[i] - minus[i]))))];

    /// <summary>Frees the branches that are held.</summary>
    public void Dispose() => branches?.Dispose();

    private BranchUse Recording()
    {
        branches?.Dispose();
        branches = holdBranches ? new() : null;
        return branches is null ? default : BranchUse.Record(branches);
    }

    /// <exception cref="NotFiniteNumberException">The loss is NaN or infinite, so that there is no gradient.</exception>
    private PassResult Run(ImageBatch batch, WeightBuffer weights, WeightBuffer? weightGradient, WeightBuffer? alphaGradient, BranchUse use = default)
    {
        PassResult result = passes.Run(
            batch, use, TapeMode.Unrolled, rng, new(weights, weightGradient), net.Statistics, new(alphas.Weights, alphaGradient));
        return double.IsFinite(result.Loss)
            ? result
            : throw new NotFiniteNumberException(
                $"The {(ReferenceEquals(batch, training) ? "training" : "validation")} loss is {result.Loss}; expected a finite number.", result.Loss);
    }
}
