using NativeNas.Autodiff;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Schedules;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Training;

/// <summary>How a network is trained.</summary>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="ClipNorm">Largest global gradient norm; 0 does not clip.</param>
/// <param name="AverageDecay">Decay of the moving average of the weights; 0 keeps none.</param>
/// <param name="Fusion">Whether modules may apply fused ops.</param>
public sealed record TrainingSettings(int Epochs, Schedule LearningRate, float ClipNorm = 0, float AverageDecay = 0, bool Fusion = true);

/// <summary>Trains one model on labelled images: batch, gradient, clip, step, average.</summary>
public sealed class NetworkTraining : ITraining, IDisposable
{
    private readonly IModel model;
    private readonly BatchPasses passes;
    private readonly IBatchSource batches;
    private readonly ForeseenBatches ahead;
    private readonly Optimizer optimizer;
    private readonly TrainingSettings settings;
    private readonly Rng rng;
    private readonly WeightBuffer gradients;
    private readonly WeightAverage? average;

    public NetworkTraining(IModel model, ILearner learner, IBatchSource batches, Optimizer optimizer, TrainingSettings settings, Rng rng)
    {
        (this.model, this.batches, this.optimizer, this.settings, this.rng) = (model, batches, optimizer, settings, rng);
        (passes, ahead) = (new(model.Device, learner, settings.Fusion), new(batches, model.Device));
        gradients = new(model.Device, model.Weights.Layout);
        average = settings.AverageDecay > 0 ? new(model.Weights, settings.AverageDecay) : null;
    }

    public long Steps => (long)settings.Epochs * batches.StepsPerEpoch;

    public int StepsPerEpoch => batches.StepsPerEpoch;

    /// <summary>What to evaluate: the average where one is kept, else the weights.</summary>
    public WeightBuffer Result => average?.Weights ?? model.Weights;

    /// <summary>Called before each step with the share of training done, of [0, 1): schedules of the network's own.</summary>
    public Action<double>? Progress { get; init; }

    /// <inheritdoc cref="BatchPasses.Planned"/>
    public Action<PassMemory>? Planned
    {
        init => passes.Planned = value;
    }

    public IEnumerable<(string Name, WeightBuffer Vector)> State =>
    [
        ("weights", model.Weights),
        ("statistics", model.Statistics),
        .. optimizer.States.Select(state => ($"optimizer.{state.Name}", state.State)),
        .. average is null ? [] : new[] { ("average", average.Weights) },
    ];

    public StepReport Step(long step)
    {
        Progress?.Invoke((double)step / Steps);
        ImageBatch batch = ahead.At(step);
        PassResult result = passes.Run(batch, TapeMode.Training, rng.At(step), new(model.Weights, gradients), model.Statistics);
        batches.Return(batch);
        ahead.Foresee(step + 1, Steps);
        DivergedException.ThrowUnlessFinite(result.Loss, "The training loss", step);
        double norm = GradientClipping.ByGlobalNorm(gradients, settings.ClipNorm > 0 ? settings.ClipNorm : float.PositiveInfinity);
        DivergedException.ThrowUnlessFinite(norm, "The norm of the gradient", step);
        float rate = settings.LearningRate.At(step);
        optimizer.Steps = step;
        optimizer.Step(model.Weights, gradients, rate);
        average?.Update(model.Weights);
        return new(result.Loss, Metrics.Of(result.Logits, batches.Classes, batch.Labels), rate);
    }

    public void Dispose()
    {
        ahead.Dispose();
        gradients.Dispose();
        average?.Dispose();
        optimizer.Dispose();
    }
}
