using NativeNas.Kernels.Devices;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>What a forward pass reads and writes; outputs and saved values start undefined.</summary>
public readonly ref struct ForwardPass(Device device, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> saved)
{
    public Device Device { get; } = device;

    public ReadOnlySpan<Tensor> Inputs { get; } = inputs;

    public ReadOnlySpan<Tensor> Outputs { get; } = outputs;

    public ReadOnlySpan<Tensor> Saved { get; } = saved;
}

/// <summary>What a backward pass reads and writes. Only values that the op's <see cref="Reads"/> names are there.</summary>
public readonly ref struct BackwardPass(
    Device device,
    ReadOnlySpan<Shape> shapes,
    ReadOnlySpan<Tensor?> inputs,
    ReadOnlySpan<Tensor?> outputs,
    ReadOnlySpan<Tensor?> saved,
    ReadOnlySpan<Tensor?> outputGradients,
    ReadOnlySpan<Gradient?> wanted)
{
    private readonly ReadOnlySpan<Tensor?> inputs = inputs;
    private readonly ReadOnlySpan<Tensor?> outputs = outputs;
    private readonly ReadOnlySpan<Tensor?> saved = saved;
    private readonly ReadOnlySpan<Tensor?> outputGradients = outputGradients;
    private readonly ReadOnlySpan<Gradient?> wanted = wanted;

    public Device Device { get; } = device;

    /// <summary>Shapes of the inputs.</summary>
    public ReadOnlySpan<Shape> Shapes { get; } = shapes;

    public Tensor Input(int index) => inputs[index] ?? throw new InvalidOperationException($"Backward reads input {index}, which the op's Reads does not name.");

    public Tensor Output(int index) => outputs[index] ?? throw new InvalidOperationException($"Backward reads output {index}, which the op's Reads does not name.");

    public Tensor Saved(int index) => saved[index] ?? throw new InvalidOperationException($"Backward reads saved value {index}, which the op's Reads does not name.");

    /// <summary>dL/doutput[0].</summary>
    public Tensor Dy => outputGradients[0] ?? throw new InvalidOperationException("No gradient reached the first output.");

    /// <summary>dL/doutput[index]; null where nothing depends on that output, which means zero.</summary>
    public Tensor? OutputGradient(int index) => outputGradients[index];

    /// <summary>Where an input's gradient goes; null where it is not wanted.</summary>
    public GradientMemory? Target(int input) => Wants(input, out Gradient gradient) ? new(gradient.Data, gradient.Accumulate) : null;

    public bool Wants(int input) => wanted[input] is not null;

    /// <summary>Whether a gradient of neighbouring inputs is wanted.</summary>
    public bool WantsAny(int first, int count)
    {
        foreach (Gradient? gradient in wanted.Slice(first, count))
        {
            if (gradient is not null)
            {
                return true;
            }
        }

        return false;
    }

    public bool Wants(int input, out Gradient gradient)
    {
        gradient = wanted[input].GetValueOrDefault();
        return wanted[input] is not null;
    }
}
