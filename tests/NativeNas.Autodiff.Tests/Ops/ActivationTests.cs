using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ActivationTests
{
    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        Holds<Relu>(device, x => Math.Max(x, 0));
        Holds<Relu6>(device, x => Math.Clamp(x, 0, 6));
        Holds<Swish>(device, x => x / (1 + Math.Exp(-x)));
        Holds<HardSwish>(device, x => x * Math.Clamp(x + 3, 0, 6) / 6);
        Holds<Sigmoid>(device, x => 1 / (1 + Math.Exp(-x)));
        Holds<HardSigmoid>(device, x => Math.Clamp((x / 6) + 0.5, 0, 1));
        Holds(device, x => Math.Clamp((0.2f * x) + 0.5, 0, 1), new HardSigmoid(0.2f, 0.5f));
        Holds<Tanh>(device, Math.Tanh);
        Holds(device, x => Math.Clamp(x, 0.5, 4.5), new Clip(0.5f, 4.5f));
        Holds(device, x => x, new Clip(float.MinValue, float.MaxValue));
        Holds(device, _ => 1, new Clip(2, 1));
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        SameBits.OfScalarAndVector(new Activation<Relu6>(), Input(24));
        SameBits.OfScalarAndVector(new Activation<Swish>(), Input(24));
        SameBits.OfScalarAndVector(new Activation<HardSwish>(), Input(24));
        SameBits.OfScalarAndVector(new Activation<Sigmoid>(), Input(24));
        SameBits.OfScalarAndVector(new Activation<HardSigmoid>(), Input(24));
        SameBits.OfScalarAndVector(new Activation<Tanh>(), Input(24));
        SameBits.OfScalarAndVector(new Activation<Clip>(new(-1f, 2f)), Input(24));
    }

    [Theory, OnEveryDevice]
    public void NaN_passes_through(Device device)
    {
        Assert.True(float.IsNaN(At<Relu6>(device, float.NaN)));
        Assert.True(float.IsNaN(At<HardSigmoid>(device, float.NaN)));
        Assert.True(float.IsNaN(At<Sigmoid>(device, float.NaN)));
        Assert.True(float.IsNaN(At<Clip>(device, float.NaN)));
    }

    private static void Holds<TFunction>(Device device, Func<double, double> reference, TFunction f = default)
        where TFunction : struct, IUnary
    {
        foreach (int channels in new[] { 1, 3, 8, 16, 24, 40 })
        {
            Gradcheck.Holds(device, new Activation<TFunction>(f), [Input(channels)], v => [[.. v[0].Select(reference)]]);
        }
    }

    /// <summary>[−8, 8), which spans every piece of every function, a step of the differences away from all kinks.</summary>
    private static CheckedInput Input(int channels) => new(new(2, channels, 5, 3), Fill: (rng, i) =>
    {
        double x = (16 * rng.Uniform(i)) - 8, nearest = Math.Round(2 * x) / 2;
        return Math.Abs(x - nearest) < 1e-3 ? nearest + 1e-3 : x;
    });

    private static float At<TFunction>(Device device, float x)
        where TFunction : struct, IUnary
    {
        Tensor input = Tensor.From(device, new(1), [x]), output = Tensor.Allocate(device, new(1));
        new Activation<TFunction>().Forward(new(device, [input], [output], []));
        return output.ToArray()[0];
    }
}
