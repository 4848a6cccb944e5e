using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>The gated activation is stored for dw alone; everything else that depends on norm(x) is computed as x is read.</summary>
public readonly partial struct ProjectBackward<TFunction> : IStagedForm
{
    public bool IsStaged => excitation is not { Forward.IsStaged: false };

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer gradients = on.Allocate(y.Length), vectors = on.Allocate(2 * g.Images * g.Blocks * 16);
        Region dproduct = gradients.All with { Length = y.Length };
        outputNorm.Backward(on, outputSums, Outputs, y, dy, dproduct);

        if (dw is { } weight)
        {
            using Buffer activated = on.Allocate(x.Length);
            Region a = activated.All with { Length = x.Length };
            on.Run(new NormedActivation<TFunction>(Inputs, f, norm, x, excitation?.Forward.Gate, a));
            on.Run(new ConvolutionBackwardWeight(g, a, dproduct, weight.Data, weight.Accumulate));
        }

        on.Run(new ConvolutionBackwardInput(g, dproduct, transposed, dnormal, false));

        if (excitation is { } e)
        {
            Region dgate = new(vectors, 0, vectors.Length / 2), dmean = new(vectors, vectors.Length / 2, vectors.Length / 2);
            on.Run(new NormedActivationSum<TFunction>(Inputs, f, norm, 1f, x, dnormal, dgate));
            e.BackwardStaged(on, g.Images, dgate, dmean);
            on.Run(new NormedActivationBackward<TFunction>(Inputs, f, norm, sums, x, e.Forward.Gate, dmean, dnormal));
        }
        else
        {
            on.Run(new NormedActivationBackward<TFunction>(Inputs, f, norm, sums, x, null, null, dnormal));
        }
    }
}
