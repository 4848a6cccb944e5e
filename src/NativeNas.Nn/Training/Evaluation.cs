using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Training;

/// <summary>Loss and accuracy over all images of a source, with running statistics.</summary>
/// <param name="Loss">Mean over images.</param>
/// <param name="Top1">Share of images whose top class is right.</param>
/// <param name="Top5">Share of images whose class is among the five highest.</param>
public readonly record struct Evaluation(double Loss, double Top1, double Top5, long Images)
{
    /// <param name="weights">Weights to evaluate: the model's own or their average.</param>
    /// <param name="fusion">Whether modules may apply fused ops.</param>
    public static Evaluation Of(IModel model, ILearner learner, WeightBuffer weights, IBatchSource source, bool fusion = true, CancellationToken stop = default)
    {
        BatchPasses passes = new(model.Device, learner, fusion);
        Metrics total = default;

        for (int step = 0; step < source.StepsPerEpoch; step++)
        {
            stop.ThrowIfCancellationRequested();
            ImageBatch batch = source.At(step);
            PassResult result = passes.Run(batch, TapeMode.Evaluation, default, weights, model.Statistics);
            total += Metrics.Of(result.Logits, source.Classes, batch.Labels);
            source.Return(batch);
        }

        return new(total.Loss, total.Top1, total.Top5, total.Count);
    }

    /// <summary>Plans the passes of an evaluation, which takes the memory that they will on a device that computes nothing.</summary>
    /// <exception cref="DeviceMemoryException">The device's limit refuses them.</exception>
    public static void Rehearse(IModel model, ILearner learner, WeightBuffer weights, IBatchSource source, bool fusion = true)
    {
        ImageBatch first = source.At(0);
        _ = new BatchPasses(model.Device, learner, fusion).PlanFor(TapeMode.Evaluation, first.Shape, weights, model.Statistics);
        source.Return(first);
    }
}
