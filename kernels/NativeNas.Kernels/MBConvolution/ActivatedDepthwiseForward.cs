using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>y = depthwise(f(norm(x)), w), kernels mixed, and the statistics of y, where they are wanted. Without a norm, y = depthwise(x, w).</summary>
/// <param name="table">The plan's table, for kernels to read.</param>
/// <param name="w">Packed as the plan says.</param>
public readonly partial struct ActivatedDepthwiseForward<TFunction>(
    PlaneGeometry g, MixPlan plan, TFunction f, Region table, Region x, ChannelNorm? norm, Region w, Region y, ChannelStatistics? statistics) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer? activated = norm is null ? null : on.Allocate(x.Length);
        norm?.Activate(on, f, new(g.Images, g.Channels, g.Height * g.Width), x, activated!.All, activated.All);
        on.Run(new MixForward(g, plan, table, activated?.All ?? x, w, y));
        statistics?.Read(on, new(g.Images, g.Channels, g.OutHeight * g.OutWidth), y);
    }
}
