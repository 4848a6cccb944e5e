using NativeNas.Kernels.Random;
using NativeNas.Supernets.Bilevel;

namespace NativeNas.Supernets.Tests.Bilevel;

public class HypergradientTests
{
    private const double Rate = 0.3;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void Alternating_updates_reach_the_analytic_fixed_point(double rate)
    {
        double alpha = 2;
        double w = -2;

        for (int step = 0; step < 4000; step++)
        {
            using Vector weights = new(w);
            QuadraticToy toy = new() { Weights = weights, Alpha = [alpha] };
            alpha -= 0.05 * Hypergradient.Of(toy, rate)[0];
            w -= 0.05 * 2 * (w - alpha);
        }

        Assert.Equal(2 / (1 + 2 * rate), alpha, 1e-6);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.9, 0.0)]
    [InlineData(0.0, 0.1)]
    [InlineData(0.9, 0.1)]
    public void It_is_the_derivative_of_the_unrolled_validation_loss(double momentum, double decay) => Assert.All(
        Errors(Hypergradient.Of, momentum, decay), error => Assert.InRange(error, 0, 1e-3));

    [Fact]
    public void The_check_tells_right_from_wrong()
    {
        double[] numerator = Errors((toy, rate) => CentralDifference(toy, rate, epsilon => rate * 2 * epsilon), 0.9, 0.1);
        double[] halved = Errors((toy, rate) => CentralDifference(toy, rate, epsilon => rate / epsilon), 0.9, 0.1);
        double[] firstOrder = Errors((toy, rate) => Hypergradient.Of(toy, 0), 0.9, 0.1);
        Assert.True(numerator.Max() > 1e-3 && numerator.Average() > 1e-2, $"2ε in the numerator is off by {numerator.Average():E1} only.");
        Assert.True(halved.Max() > 1e-3 && halved.Average() > 1e-2, $"A forgotten 2 is off by {halved.Average():E1} only.");
        Assert.True(firstOrder.Average() > 1e-2, $"The first order is off by {firstOrder.Average():E1} only.");
    }

    [Fact]
    public void The_test_s_own_form_with_the_right_scale_passes() => Assert.All(
        Errors((toy, rate) => CentralDifference(toy, rate, epsilon => rate / (2 * epsilon)), 0.9, 0.1), error => Assert.InRange(error, 0, 1e-3));

    [Fact]
    public void Without_a_rate_it_is_the_validation_gradient()
    {
        MixtureToy toy = Toy(1, 0.9, 0.1);
        Assert.Equal(toy.ValidationAlphaGradient(toy.Weights), Hypergradient.Of(toy, 0));
    }

    [Fact]
    public void A_validation_loss_that_ignores_the_weights_has_no_second_term()
    {
        using Vector weights = new(3.0);
        QuadraticToy toy = new() { Weights = weights, Alpha = [0] }; // v = α = 0
        Assert.Equal(3 - 0.25 * 6 - 2, Assert.Single(Hypergradient.Of(toy, 0.25)), 12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_validation_gradient_that_is_no_number_stops_it_and_everything_is_given_back(double alpha)
    {
        using Vector weights = new(3.0);
        int before = Vector.Alive;
        QuadraticToy toy = new() { Weights = weights, Alpha = [alpha] };
        NotFiniteNumberException error = Assert.Throws<NotFiniteNumberException>(() => Hypergradient.Of(toy, 0.25));
        Assert.Contains("virtual step of rate 0.25 is", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Vector.Alive);
    }

    [Fact]
    public void Every_vector_but_the_weights_is_given_back()
    {
        MixtureToy toy = Toy(2, 0.9, 0.1);
        double[] weights = [.. toy.Weights.Values];
        int before = Vector.Alive;
        Hypergradient.Of(toy, Rate);
        Assert.Equal(before, Vector.Alive);
        Assert.Equal(weights, toy.Weights.Values);
    }

    [Fact]
    public void A_negative_rate_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Hypergradient.Of(Toy(1, 0, 0), -0.1));

    /// <summary>‖g − d‖ / ‖d‖ over 20 toys, d by central differences of α ↦ L_val(w'(α), α).</summary>
    private static double[] Errors(Func<MixtureToy, double, double[]> hypergradient, double momentum, double decay) =>
        [.. Enumerable.Range(0, 20).Select(seed => Error(Toy(seed, momentum, decay), hypergradient))];

    private static double Error(MixtureToy toy, Func<MixtureToy, double, double[]> hypergradient)
    {
        const double h = 1e-5;
        double[] exact = [.. toy.Alpha.Select((_, k) => (toy.Unrolled(Moved(toy.Alpha, k, h), Rate) - toy.Unrolled(Moved(toy.Alpha, k, -h), Rate)) / (2 * h))];
        double[] computed = hypergradient(toy, Rate);
        return Math.Sqrt(exact.Zip(computed, (e, c) => (e - c) * (e - c)).Sum() / exact.Sum(e => e * e));
    }

    /// <summary>The formula again, with the scale of the difference of the two gradients left to the caller.</summary>
    private static double[] CentralDifference(MixtureToy toy, double rate, Func<double, double> scale)
    {
        Vector ahead = toy.VirtualStep(toy.TrainingGradient(toy.Weights), rate);
        (Vector v, double[] alpha) = toy.ValidationGradients(ahead);
        double epsilon = 0.01 / toy.Norm(v);
        double[] plus = toy.TrainingAlphaGradient(toy.Perturbed(v, epsilon));
        double[] minus = toy.TrainingAlphaGradient(toy.Perturbed(v, -epsilon));
        return toy.Corrected(alpha, plus, minus, scale(epsilon));
    }

    private static double[] Moved(double[] alpha, int index, double amount) => [.. alpha.Select((a, i) => i == index ? a + amount : a)];

    private static MixtureToy Toy(int seed, double momentum, double decay)
    {
        Rng rng = new Rng(17).At(seed);
        return new(rng)
        {
            Weights = new(Normals(rng.At("weights"), 5)),
            Alpha = Normals(rng.At("alpha"), 3),
            Momentum = Normals(rng.At("momentum"), 5),
            MomentumFactor = momentum,
            Decay = decay,
        };
    }

    private static double[] Normals(Rng rng, int count) => [.. Enumerable.Range(0, count).Select(i => (double)rng.Normal(i))];
}
