namespace NativeNas.Nn.Passes;

/// <summary>What a pass over one batch found.</summary>
/// <param name="Loss">Mean loss of the batch.</param>
/// <param name="Logits">Row-major [N, classes].</param>
public readonly record struct PassResult(double Loss, float[] Logits);
