using NativeNas.Autodiff;

namespace NativeNas.Nn.Passes;

/// <summary>What a model makes of a batch.</summary>
/// <param name="Loss">One number, [1, 1, 1, 1].</param>
/// <param name="Logits">[N, classes, 1, 1].</param>
public readonly record struct Outcome(Var Loss, Var Logits);

/// <summary>The forward code of a task: images and labels to loss and logits.</summary>
public interface ILearner
{
    /// <param name="images">[N, C, H, W] in planes.</param>
    /// <param name="labels">[N] class numbers.</param>
    Outcome Apply(Var images, Var labels);
}
