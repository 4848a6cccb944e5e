using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class CrossEntropyTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory]
    [OnEveryDevice(0f, Reduction.Mean)]
    [OnEveryDevice(0.1f, Reduction.Mean)]
    [OnEveryDevice(0.1f, Reduction.Sum)]
    [OnEveryDevice(0f, Reduction.None)]
    public void Gradient_matches_finite_differences(float smoothing, Reduction reduction, Device device)
    {
        foreach (int c in channels)
        {
            Shape x = new(19, c);
            CheckedInput logits = new(x, Fill: (rng, i) => (8 * rng.Uniform(i)) - 6);
            CheckedInput labels = new(new(19), Layout.Planes, (rng, i) => rng.Below(c, i), Differentiable: false);
            Gradcheck.Holds(device, new CrossEntropy(smoothing, reduction), [logits, labels], v =>
            {
                double[] losses = NaiveSoftmax.CrossEntropy(v[0], x, v[1], smoothing);
                return [reduction switch { Reduction.Mean => [losses.Average()], Reduction.Sum => [losses.Sum()], _ => losses }];
            });
        }
    }

    [Theory, OnEveryDevice]
    public void Huge_logits_stay_finite(Device device)
    {
        Tensor x = Tensor.From(device, new(2, 3), [1e30f, 0f, -1e30f, float.NegativeInfinity, 5f, 5f]), saved = Tensor.Allocate(device, x.Shape);
        Tensor loss = Tensor.Allocate(device, new(2), Layout.Planes);
        new CrossEntropy(Reduction: Reduction.None).Forward(new(device, [x, Tensor.From(device, new(2), [0f, 1f], Layout.Planes)], [loss], [saved]));
        Assert.Equal([0f, MathF.Log(2)], loss.ToArray());
    }

    [Theory, OnEveryDevice]
    public void A_label_that_is_no_class_reads_nothing_outside(Device device)
    {
        Tensor x = Tensor.From(device, new(3, 2), [1f, 1f, 1f, 1f, 1f, 1f]), labels = Tensor.From(device, new(3), [2e9f, -7f, float.NaN], Layout.Planes);
        Tensor loss = Tensor.Allocate(device, new(1)), saved = Tensor.Allocate(device, x.Shape), dx = Tensor.Allocate(device, x.Shape);
        CrossEntropy op = new();
        op.Forward(new(device, [x, labels], [loss], [saved]));
        Assert.Equal(0.6931472f, loss.ToArray()[0], 1e-6f);
        op.Backward(new(device, [x.Shape, labels.Shape], [null, labels], [null], [saved], [Tensor.From(device, new(1), [3f])], [new Gradient(dx, false), null]));
        Assert.All(dx.ToArray(), v => Assert.Equal(0.5f, v));
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        CheckedInput labels = new(new(19), Layout.Planes, (rng, i) => rng.Below(24, i), Differentiable: false);
        SameBits.OfScalarAndVector(new CrossEntropy(0.1f), new Shape(19, 24), labels);
        SameBits.ForAnyThreads(new CrossEntropy(), new Shape(19, 24), labels);
    }
}
