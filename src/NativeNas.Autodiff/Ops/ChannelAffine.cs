using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>The γ and β of a normalization where it has them, else ones and zeros.</summary>
internal readonly struct ChannelAffine : IDisposable
{
    private readonly Buffer? ones, zeros;

    private ChannelAffine(Region gamma, Region beta, Buffer? ones, Buffer? zeros)
    {
        (Gamma, Beta) = (gamma, beta);
        (this.ones, this.zeros) = (ones, zeros);
    }

    public Region Gamma { get; }

    public Region Beta { get; }

    public static ChannelAffine Of(Tensor gamma, Tensor beta) => new(gamma.Data, beta.Data, null, null);

    /// <summary>γ alone, for backward.</summary>
    public static ChannelAffine Of(Tensor gamma) => new(gamma.Data, default, null, null);

    public static ChannelAffine Plain(Device device, int blocks)
    {
        Buffer ones = device.Allocate(16 * blocks), zeros = device.Allocate(16 * blocks);
        device.Run(new Fill(ones.All, 1f));
        device.Run(new Fill(zeros.All, 0f));
        return new(ones.All, zeros.All, ones, zeros);
    }

    /// <exception cref="ArgumentException">A vector has not one number a channel.</exception>
    public static void Check(Shape x, ReadOnlySpan<Shape> vectors, string names)
    {
        foreach (Shape vector in vectors)
        {
            Require.That(vector == new Shape(x.C), $"{names} of {x.C} channels are {new Shape(x.C)} each; got {vector}.");
        }
    }

    public void Dispose()
    {
        ones?.Dispose();
        zeros?.Dispose();
    }
}
