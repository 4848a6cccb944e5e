using NativeNas.Kernels.Random;
using NativeNas.Supernets.Spaces;

namespace NativeNas.Supernets.Tests.Spaces;

public class SearchSpaceTests
{
    /// <summary>Pruning asks for a rate, keeping asks nothing more.</summary>
    private sealed class ConditionalSpace : SearchSpace
    {
        public override string Name => "conditional";

        public override Decision? Next(ReadOnlySpan<Value> prefix) => prefix.Length switch
        {
            0 => new Choice("action", ["keep", "prune"]),
            1 when prefix[0].Index == 1 => new Real("rate", 0.25, 0.75),
            _ => null,
        };
    }

    private static readonly ConditionalSpace Space = new();

    [Fact]
    public void Every_sample_is_valid_and_both_branches_and_the_whole_range_occur()
    {
        List<Value[]> points = [.. Enumerable.Range(0, 400).Select(i => Space.Sample(new Rng(7).At(i)))];
        points.ForEach(p => Space.Validate(p));
        double[] rates = [.. points.Where(p => p.Length == 2).Select(p => p[1].Magnitude!.Value)];
        Assert.InRange(rates.Length, 150, 250);
        Assert.InRange(rates.Min(), 0.25, 0.28);
        Assert.InRange(rates.Max(), 0.72, 0.75);
    }

    [Fact]
    public void A_sample_depends_on_its_stream_alone() =>
        Assert.Equal(Space.Sample(new Rng(3)), Space.Sample(new Rng(3)));

    public static TheoryData<Value[], string> Wrong => new()
    {
        { [], "The point has 0 answers; the answer to action is missing." },
        { [Value.Option(1)], "The point has 1 answers; the answer to rate is missing." },
        { [Value.Option(2)], "action is option 2; expected an option of 0 … 1 (keep, prune)." },
        { [Value.Number(1)], "action is number 1; expected an option of 0 … 1 (keep, prune)." },
        { [Value.Option(1), Value.Number(0.8)], "rate is number 0.8; expected a number of [0.25, 0.75]." },
        { [Value.Option(1), Value.Number(double.NaN)], "rate is number NaN; expected a number of [0.25, 0.75]." },
        { [Value.Option(1), Value.Option(0)], "rate is option 0; expected a number of [0.25, 0.75]." },
        { [Value.Option(0), Value.Number(0.5)], "A point of the space conditional ends after 1 answers; got 2." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_point_is_refused_in_words(Value[] point, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Space.Validate(point)).Message);

    [Fact]
    public void Decisions_without_anything_to_decide_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Choice("empty", []));
        Assert.Throws<ArgumentException>(() => new Real("point", 1, 1));
        Assert.Throws<ArgumentException>(() => new Real("open", 0, double.PositiveInfinity));
    }
}
