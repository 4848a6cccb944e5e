using NativeNas.Nn.Training;

namespace NativeNas.Nn.Tests.Training;

public class MetricsTests
{
    [Fact]
    public void Loss_and_hits_are_counted()
    {
        float[] logits =
        [
            0, 1, 2, 3, 4, 5,
            5, 4, 3, 2, 1, 0,
        ];
        Metrics metrics = Metrics.Of(logits, 6, [5, 5]);
        double log = Math.Log(Enumerable.Range(0, 6).Sum(i => Math.Exp(i)));
        Assert.Equal((2L, 1L, 1L), (metrics.Count, metrics.Hits1, metrics.Hits5));
        Assert.Equal(((log - 5) + log) / 2, metrics.Loss, 1e-12);
        Assert.Equal((0.5, 0.5), (metrics.Top1, metrics.Top5));
    }

    [Fact]
    public void Of_equal_logits_the_lower_class_ranks_first()
    {
        float[] logits = [1, 1, 1, 1, 1, 1, 1];
        Assert.Equal([1L, 0, 0, 0, 0, 0, 0], Enumerable.Range(0, 7).Select(label => Metrics.Of(logits, 7, [label]).Hits1));
        Assert.Equal([1L, 1, 1, 1, 1, 0, 0], Enumerable.Range(0, 7).Select(label => Metrics.Of(logits, 7, [label]).Hits5));
    }

    [Fact]
    public void With_fewer_than_five_classes_every_label_is_among_the_five()
    {
        Metrics metrics = Metrics.Of([3, 2, 1], 3, [2]);
        Assert.Equal((0L, 1L), (metrics.Hits1, metrics.Hits5));
    }

    [Fact]
    public void Large_logits_do_not_overflow_and_nan_is_no_hit()
    {
        Assert.Equal(2000, Metrics.Of([1000, -1000], 2, [1]).Loss, 1e-9);
        Metrics bad = Metrics.Of([float.NaN, float.NaN], 2, [0]);
        Assert.Equal(0, bad.Hits1);
        Assert.True(double.IsNaN(bad.Loss));
        Assert.Equal(0, Metrics.Of([float.NaN, 1], 2, [1]).Hits1);
    }

    [Fact]
    public void Sums_join()
    {
        Metrics a = Metrics.Of([1, 2], 2, [1]), b = Metrics.Of([3, 1, 0, 2], 2, [1, 1]);
        Assert.Equal(Metrics.Of([1, 2, 3, 1, 0, 2], 2, [1, 1, 1]), default(Metrics) + a + b, (x, y) => x with { LossSum = 0 } == y with { LossSum = 0 } && Math.Abs(x.Loss - y.Loss) < 1e-12);
    }

    [Fact]
    public void Labels_and_lengths_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("Label 1 is 3", Assert.Throws<ArgumentException>(() => Metrics.Of([1, 2, 3, 4, 5, 6], 3, [0, 3])).Message);
        Assert.Contains("got 5", Assert.Throws<ArgumentException>(() => Metrics.Of([1, 2, 3, 4, 5], 3, [0, 1])).Message);
    }
}
