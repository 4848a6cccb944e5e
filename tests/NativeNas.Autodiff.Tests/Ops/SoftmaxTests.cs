using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class SoftmaxTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        foreach (Shape x in channels.Select(c => new Shape(3, c, 2, 3)))
        {
            CheckedInput input = new(x, Fill: (rng, i) => (8 * rng.Uniform(i)) - 6);
            Gradcheck.Holds(device, new Softmax(), [input], v => [[.. NaiveSoftmax.Logarithm(v[0], x).Select(Math.Exp)]]);
        }
    }

    [Theory, OnEveryDevice]
    public void Huge_logits_stay_finite(Device device)
    {
        float[] logits = [1e30f, 0f, -1e30f, float.NegativeInfinity, 5f, 5f];
        Tensor x = Tensor.From(device, new(2, 3), logits), y = Tensor.Allocate(device, x.Shape);
        new Softmax().Forward(new(device, [x], [y], []));
        Assert.Equal([1f, 0f, 0f, 0f, 0.5f, 0.5f], y.ToArray());
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        SameBits.OfScalarAndVector(new Softmax(), new Shape(3, 24, 5, 7));
    }
}
