using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>squeezed = reduce·mean + b, gate = σ(expand·swish(squeezed) + b).</summary>
public readonly struct ExcitationSteps<TView, TValue>(int channels, TView mean, TView reduceBias, TView squeezed, TView expandBias, TView gate) : INarrowSteps<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Enter(int at) => mean[at];

    public TValue Pass(int at, int narrow, TValue sum)
    {
        TValue z = sum + reduceBias[narrow];
        squeezed[at] = z;
        return default(Swish).Forward(z);
    }

    public void Leave(int at, int channel, TValue sum) =>
        gate[at] = TValue.Keep(default(Sigmoid).Forward(sum + expandBias[channel]), channel, channels);
}

/// <summary>dexpanded = σ′·dgate, dsqueezed = swish′·(expandᵀ·dexpanded), dmean = reduceᵀ·dsqueezed.</summary>
public readonly struct ExcitationBackwardSteps<TView, TValue>(TView gate, TView dgate, TView dexpanded, TView squeezed, TView dsqueezed, TView dmean) : INarrowSteps<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Enter(int at)
    {
        TValue d = default(Sigmoid).Backward(gate[at], dgate[at]);
        dexpanded[at] = d;
        return d;
    }

    public TValue Pass(int at, int narrow, TValue sum)
    {
        TValue d = default(Swish).Backward(squeezed[at], sum);
        dsqueezed[at] = d;
        return d;
    }

    public void Leave(int at, int channel, TValue sum) => dmean[at] = sum;
}
