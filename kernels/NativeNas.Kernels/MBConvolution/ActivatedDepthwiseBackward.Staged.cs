using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.MixedOp.Staged;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// f(norm(x)) is stored for dw of mixed kernels alone. At stride 1 dnormal and its sums leave the tiles that gather it; else the gradient
/// of the activation is gathered first.
/// </summary>
public readonly partial struct ActivatedDepthwiseBackward<TFunction> : IStagedForm
{
    public bool IsStaged => true;

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer? convolved = outputNorm is null ? null : on.Allocate(dy.Length);
        outputNorm?.Backward(on, outputSums!.Value, Outputs, y, dy, convolved!.All);
        Region gradient = convolved?.All ?? dy;

        if (norm is not { } before)
        {
            on.Run(new MixBackward(g, plan, table, x, w, gradient, dnormal?.Data, dnormal is { Accumulate: true }, dw));
            return;
        }

        if (dw is { } weights && plan.Runs() is [{ } whole] && PartLaunch.CoversWeights(whole.Window))
        {
            TilePart<TView> part = new(
                whole.Window, 1, on.View(x), on.View(before.Mean), on.View(before.Inverse), on.View(before.Gamma), on.View(before.Beta), on.View(w), on.View(gradient));
            PartLaunch.Weights(on, g, f, [part], [new(weights, Accumulate: false)], packed: true);
        }
        else if (dw is not null)
        {
            using Buffer activated = on.Allocate(x.Length);
            on.Run(new NormedActivation<TFunction>(Inputs, f, before, x, null, activated.All));
            on.Run(new MixBackward(g, plan, table, activated.All, null, gradient, null, false, dw));
        }

        Region d = dnormal!.Value.Data;

        if (DepthwiseTiles.CoverBackward(g, plan))
        {
            DepthwiseTiles.Backward(on, g, plan, before.Reading(on, f), x, w, gradient, d, false, before, sums);
        }
        else
        {
            on.Run(new MixBackward(g, plan, table, null, w, gradient, d, false, null));
            on.Run(new NormedActivationBackward<TFunction>(Inputs, f, before, sums!.Value, x, null, null, d));
        }
    }
}
