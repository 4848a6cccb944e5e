using NativeNas.Kernels.Random;

namespace NativeNas.Kernels.Tests.Random;

public class RngTests
{
    /// <summary>Known answers of Philox4x32-10, published with Random123 (kat_vectors).</summary>
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    public void Philox_gives_its_published_answers(ulong key, ulong low, ulong high, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), Philox.Draw(key, low, high));

    [Fact]
    public void Streams_of_other_names_numbers_and_orders_differ()
    {
        Rng root = new(1);
        uint[] draws = [root.Bits(0), root.At("a").Bits(0), root.At("b").Bits(0), root.At("a").At("b").Bits(0), root.At("b").At("a").Bits(0), root.At(1).Bits(0), root.At(2).Bits(0), new Rng(2).Bits(0)];
        Assert.Equal(draws.Length, draws.Distinct().Count());
        Assert.Equal(root.At("a").At(3).Bits(9), new Rng(1).At("a").At(3).Bits(9));
    }

    [Fact]
    public void Uniform_and_normal_draws_have_their_moments()
    {
        Rng rng = new Rng(3).At("moments");
        double[] uniform = [.. Enumerable.Range(0, 100_000).Select(i => (double)rng.Uniform(i))];
        double[] normal = [.. Enumerable.Range(0, 100_000).Select(i => (double)rng.Normal(i))];
        Assert.All(uniform, u => Assert.InRange(u, 0, 1 - 1e-9));
        Assert.InRange(uniform.Average(), 0.495, 0.505);
        Assert.InRange(normal.Average(), -0.015, 0.015);
        Assert.InRange(normal.Average(n => n * n), 0.98, 1.02);
        Assert.InRange(normal.Average(n => n * n * n * n), 2.85, 3.15);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Normal_quantiles_match_tables(double p, double expected) =>
        Assert.InRange(NormalQuantile.Of(p), expected - 1e-8 - (Math.Abs(expected) * 2e-9), expected + 1e-8 + (Math.Abs(expected) * 2e-9));

    [Fact]
    public void A_permutation_holds_every_number_once_and_is_uniform_enough()
    {
        Assert.Equal(Enumerable.Range(0, 257), new Rng(5).Permutation(257).Order());
        int first = Enumerable.Range(0, 6000).Count(i => new Rng(6).At(i).Permutation(3)[0] == 2);
        Assert.InRange(first, 1850, 2150);
    }
}
