using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Tests.Values;

public class QuadTests
{
    private static readonly float[] numbers = [0.3f, -2.5f, 17f, -0.001f];

    [Fact]
    public void Four_lanes_are_four_scalars()
    {
        Same(x => Functions.Exp(x), x => Functions.Exp(x));
        Same(x => Functions.Sigmoid(x), x => Functions.Sigmoid(x));
        Same(x => Functions.Log(x * x), x => Functions.Log(x * x));
        Same(x => Scalar.Sqrt(x * x) / (x - Scalar.Of(1f)), x => Quad<Scalar>.Sqrt(x * x) / (x - Quad<Scalar>.Of(1f)));
        Same(x => Scalar.Max(x, Scalar.Zero) + Scalar.Min(-x, Scalar.Of(2f)), x => Quad<Scalar>.Max(x, Quad<Scalar>.Zero) + Quad<Scalar>.Min(-x, Quad<Scalar>.Of(2f)));
        Same(x => Scalar.MultiplySubtract(x, x, Scalar.MultiplyAdd(x, x, x)), x => Quad<Scalar>.MultiplySubtract(x, x, Quad<Scalar>.MultiplyAdd(x, x, x)));
    }

    [Fact]
    public void Lanes_behind_the_channels_are_cleared() => Assert.Equal([0.3f, -2.5f, 0f, 0f], Lanes(Quad<Scalar>.Keep(Numbers(), 8, 10)));

    private static void Same(Func<Scalar, Scalar> one, Func<Quad<Scalar>, Quad<Scalar>> four) =>
        Assert.Equal(numbers.Select(x => Scalar.Lane(one(Scalar.Of(x)), 0)), Lanes(four(Numbers())));

    private static Quad<Scalar> Numbers()
    {
        Quad<Scalar> quad = Quad<Scalar>.Zero;

        for (int i = 0; i < 4; i++)
        {
            quad = Quad<Scalar>.WithLane(quad, i, numbers[i]);
        }

        return quad;
    }

    private static float[] Lanes(Quad<Scalar> quad) => [.. Enumerable.Range(0, 4).Select(i => Lane<Quad<Scalar>>(quad, i))];

    private static float Lane<T>(T value, int lane)
        where T : unmanaged, IValue<T> => T.Lane(value, lane);
}
