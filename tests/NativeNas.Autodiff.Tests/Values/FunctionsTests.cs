using NativeNas.Kernels.Values;

namespace NativeNas.Autodiff.Tests.Values;

public class FunctionsTests
{
    private const float SmallestNormal = 1.17549435e-38f;

    public interface IFunction
    {
        T Of<T>(T x)
            where T : unmanaged, IValue<T>;
    }

    [Fact]
    public void Exp_is_exact_to_one_ulp()
    {
        Within(1, default(Exponential), Math.Exp, -200, 200);
        Assert.Equal(1f, Single(default(Exponential), 0f));
        Assert.Equal(0f, Single(default(Exponential), float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, Single(default(Exponential), float.PositiveInfinity));
        Assert.True(float.IsNaN(Single(default(Exponential), float.NaN)));
    }

    [Fact]
    public void Log_is_exact_to_one_ulp_for_normal_numbers()
    {
        Within(1, default(Logarithm), Math.Log, SmallestNormal, float.MaxValue);
        Assert.Equal(float.NegativeInfinity, Single(default(Logarithm), 0f));
        Assert.Equal(float.PositiveInfinity, Single(default(Logarithm), float.PositiveInfinity));
        Assert.True(float.IsNaN(Single(default(Logarithm), -1f)));
        Assert.True(float.IsNaN(Single(default(Logarithm), float.NaN)));
    }

    [Fact]
    public void Sigmoid_is_exact_to_three_ulp()
    {
        Within(3, default(Logistic), x => 1 / (1 + Math.Exp(-x)), -200, 200, zeroBelow: 1.3e-38);
        Assert.Equal(0f, Single(default(Logistic), float.NegativeInfinity));
        Assert.Equal(1f, Single(default(Logistic), float.PositiveInfinity));
        Assert.True(float.IsNaN(Single(default(Logistic), float.NaN)));
    }

    [Fact]
    public void Tanh_is_exact_to_four_ulp()
    {
        Within(4, default(Hyperbolic), Math.Tanh, -200, 200);
        Assert.Equal(-1f, Single(default(Hyperbolic), float.NegativeInfinity));
        Assert.Equal(1f, Single(default(Hyperbolic), float.PositiveInfinity));
        Assert.True(float.IsNaN(Single(default(Hyperbolic), float.NaN)));
    }

    [Fact]
    public void A_scalar_and_a_block_agree_to_the_bit()
    {
        Agree(default(Exponential));
        Agree(default(Logarithm));
        Agree(default(Logistic));
        Agree(default(Hyperbolic));
    }

    /// <summary>Every 1201st float of [low, high]; a result whose true value is below a bound, by default subnormal, may be 0.</summary>
    private static void Within<TFunction>(double ulps, TFunction f, Func<double, double> exact, float low, float high, double zeroBelow = SmallestNormal)
        where TFunction : struct, IFunction
    {
        double worst = 0;
        float where = 0;

        for (long bits = int.MinValue; bits <= int.MaxValue; bits += 1201)
        {
            float x = BitConverter.Int32BitsToSingle((int)bits);

            if (x >= low && x <= high)
            {
                double error = Error(Single(f, x), exact(x), zeroBelow);

                if (!(error <= worst))
                {
                    (worst, where) = (error, x);
                }
            }
        }

        Assert.True(worst <= ulps, $"{typeof(TFunction).Name}({where:R}) = {Single(f, where):R}, exactly {exact(where):R}: {worst:F3} ulp, allowed {ulps}.");
    }

    private static double Error(float got, double exact, double zeroBelow)
    {
        if (Math.Abs(exact) < zeroBelow && got == 0)
        {
            return 0;
        }

        if (Math.Abs(exact) < SmallestNormal)
        {
            return Math.Abs(got - exact) <= 3 * (double)float.Epsilon ? 0 : double.PositiveInfinity;
        }

        float rounded = (float)exact;

        if (float.IsInfinity(rounded) || float.IsInfinity(got))
        {
            return got == rounded || (!float.IsFinite(got) && Math.Abs(exact) > float.MaxValue * (1 - 1e-7)) ? 0 : double.PositiveInfinity;
        }

        return Math.Abs(got - exact) / Math.Max(float.Epsilon, MathF.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded));
    }

    private static void Agree<TFunction>(TFunction f)
        where TFunction : struct, IFunction
    {
        for (long bits = int.MinValue; bits <= int.MaxValue; bits += 16 * 3001)
        {
            Block x = default;

            for (int i = 0; i < 16; i++)
            {
                x = Block.WithLane(x, i, BitConverter.Int32BitsToSingle((int)(bits + (i * 3001))));
            }

            Block y = f.Of(x);

            for (int i = 0; i < 16; i++)
            {
                float scalar = Single(f, Block.Lane(x, i)), lane = Block.Lane(y, i);
                Assert.True(
                    BitConverter.SingleToInt32Bits(scalar) == BitConverter.SingleToInt32Bits(lane) || (float.IsNaN(scalar) && float.IsNaN(lane)),
                    $"{typeof(TFunction).Name}({Block.Lane(x, i):R}) is {scalar:R} as a scalar, {lane:R} in a block.");
            }
        }
    }

    private static float Single<TFunction>(TFunction f, float x)
        where TFunction : struct, IFunction => Scalar.Lane(f.Of(new Scalar(x)), 0);

    private readonly struct Exponential : IFunction
    {
        public T Of<T>(T x)
            where T : unmanaged, IValue<T> => Functions.Exp(x);
    }

    private readonly struct Logarithm : IFunction
    {
        public T Of<T>(T x)
            where T : unmanaged, IValue<T> => Functions.Log(x);
    }

    private readonly struct Logistic : IFunction
    {
        public T Of<T>(T x)
            where T : unmanaged, IValue<T> => Functions.Sigmoid(x);
    }

    private readonly struct Hyperbolic : IFunction
    {
        public T Of<T>(T x)
            where T : unmanaged, IValue<T> => Functions.Tanh(x);
    }
}
