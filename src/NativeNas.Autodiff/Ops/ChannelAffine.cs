using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>The γ and β of a normalization where it has them, else ones and zeros.</summary>
internal readonly struct ChannelAffine : IDisposable
{
    private readonly Buffer? owned;

    private ChannelAffine(Region gamma, Region beta, Buffer? owned = null) => (Gamma, Beta, this.owned) = (gamma, beta, owned);

    public Region Gamma { get; }

    public Region Beta { get; }

    public static ChannelAffine Of(Tensor gamma, Tensor beta) => new(gamma.Data, beta.Data);

    /// <summary>γ alone, for backward.</summary>
    public static ChannelAffine Of(Tensor gamma) => new(gamma.Data, default);

    public static ChannelAffine Plain(Device device, int blocks)
    {
        Buffer both = device.Allocate(32 * blocks, all =>
        {
            device.Run(new Fill(all with { Length = 16 * blocks }, 1f));
            device.Run(new Fill(all with { Offset = 16 * blocks, Length = 16 * blocks }, 0f));
        });
        return new(new(both, 0, 16 * blocks), new(both, 16 * blocks, 16 * blocks), both);
    }

    /// <exception cref="ArgumentException">A vector has not one number a channel.</exception>
    public static void Check(Shape x, ReadOnlySpan<Shape> vectors, string names)
    {
        foreach (Shape vector in vectors)
        {
            Require.That(vector == new Shape(x.C), $"{names} of {x.C} channels are {new Shape(x.C)} each; got {vector}.");
        }
    }

    public void Dispose() => owned?.Dispose();
}
