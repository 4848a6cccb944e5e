using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class MaxPoolingTests
{
    [Theory, OnEveryDevice]
    public void Maximum_matches_float64(Device device) => PoolingWindows.Each((x, window) =>
        Gradcheck.Holds(device, new MaxPooling(window), [x], v => [NaivePooling.Maximum(v[0], x.Shape, window)]));

    [Theory, OnEveryDevice]
    public void The_first_of_equals_wins_and_NaN_wins(Device device)
    {
        Shape shape = new(1, 1, 3, 3);
        Tensor y = Tensor.Allocate(device, shape), taps = Tensor.Allocate(device, shape), dx = Tensor.Allocate(device, shape);
        MaxPooling op = new(Window.Same(3));
        op.Forward(new(device, [Tensor.From(device, shape, [-5, -5, -5, -5, -5, -5, -5, -5, -5])], [y], [taps]));
        Assert.All(y.ToArray(), v => Assert.Equal(-5f, v));
        Tensor dy = Tensor.From(device, shape, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
        op.Backward(new(device, [shape], [null], [null], [taps], [dy], [new Gradient(dx, false)]));
        Assert.Equal([4f, 2f, 0f, 2f, 1f, 0f, 0f, 0f, 0f], dx.ToArray());
        op.Forward(new(device, [Tensor.From(device, shape, [1, 2, 3, 4, float.NaN, 6, 7, 8, 9])], [y], [taps]));
        Assert.All(y.ToArray(), v => Assert.True(float.IsNaN(v)));
        op.Backward(new(device, [shape], [null], [null], [taps], [dy], [new Gradient(dx, false)]));
        Assert.Equal([0f, 0f, 0f, 0f, 9f, 0f, 0f, 0f, 0f], dx.ToArray());
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        foreach (Window window in PoolingWindows.All)
        {
            SameBits.OfScalarAndVector(new MaxPooling(window), new Shape(2, 24, 9, 11));
            SameBits.OfPortableAndFast(new MaxPooling(window), new Shape(2, 24, 9, 11));
            SameBits.OfPortableAndFast(new MaxPooling(window), new Shape(1, 24, 43, 67));
            SameBits.ForAnyThreads(new MaxPooling(window), new Shape(2, 24, 9, 11));
        }
    }
}
