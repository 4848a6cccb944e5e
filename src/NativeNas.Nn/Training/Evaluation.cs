using NativeNas.Autodiff;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Training;

/// <summary>Loss and accuracy over all images of a source, with running statistics.</summary>
/// <param name="Loss">Mean over images.</param>
/// <param name="Top1">Share of images whose top class is right.</param>
/// <param name="Top5">Share of images whose class is among the five highest.</param>
public readonly record struct Evaluation(double Loss, double Top1, double Top5, int Images)
{
    /// <param name="weights">Weights to evaluate: the model's own or their average.</param>
    public static Evaluation Of(IModel model, ILearner learner, WeightBuffer weights, IBatchSource source, CancellationToken stop = default)
    {
        BatchPasses passes = new(model.Device, learner);
        double loss = 0;
        int top1 = 0, top5 = 0, images = 0;

        for (int step = 0; step < source.StepsPerEpoch; step++)
        {
            stop.ThrowIfCancellationRequested();
            ImageBatch batch = source.At(step);
            PassResult result = passes.Run(batch, TapeMode.Evaluation, default, weights, model.Statistics);
            loss += result.Loss * batch.Count;
            top1 += Metrics.Correct(result.Logits, batch.Labels);
            top5 += Metrics.Correct(result.Logits, batch.Labels, top: 5);
            images += batch.Count;
        }

        return new(loss / images, (double)top1 / images, (double)top5 / images, images);
    }
}
