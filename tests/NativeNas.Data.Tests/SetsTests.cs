using NativeNas.Data.Batches;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Tests;

public sealed class SetsTests
{
    [Fact]
    public void A_split_is_disjoint_whole_and_drawn_by_seed()
    {
        ImageSet set = Toy.Images(100);
        Split split = Split.By(set, 0.3, 1);
        Assert.Equal((70, 30), (split.First.Count, split.Second.Count));
        Assert.Equal(Enumerable.Range(0, 100), split.First.Indices.ToArray().Concat(split.Second.Indices.ToArray()).Order());
        Assert.Equal(split.Second.Indices.ToArray(), Split.By(set, 0.3, 1).Second.Indices.ToArray());
        Assert.NotEqual(split.Second.Indices.ToArray(), Split.By(set, 0.3, 2).Second.Indices.ToArray());
        Split nested = Split.By(split.First, 0.5, 1);
        Assert.Empty(nested.Second.Indices.ToArray().Intersect(split.Second.Indices.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_split_needs_a_fraction(double fraction) => Assert.Throws<ArgumentException>(() => Split.By(Toy.Images(10), fraction, 1));

    [Fact]
    public void Normalization_makes_mean_zero_and_deviation_one()
    {
        ImageSet set = MemoryData.Images([1, 3, 10, 10, 5, 7, 10, 10], [0, 1], 2, 1, 2, 2);
        Normalization normalization = Normalization.Of(set);
        Assert.Equal([4f, 10f], normalization.Mean);
        Assert.Equal([MathF.Sqrt(5), 1f], normalization.Std);
        float[] batch = new SequentialBatches(set, 2, normalization).At(0).Pixels;
        Assert.Equal([-3 / MathF.Sqrt(5), -1 / MathF.Sqrt(5), 0, 0], batch[..4]);
    }

    [Fact]
    public void Normalization_sees_only_the_images_it_is_given() =>
        Assert.Equal([2f, 2f], Normalization.Of(new ImageSubset(Toy.Images(10), [0, 2])).Mean);

    [Fact]
    public void Given_normalization_is_checked()
    {
        Assert.Throws<ArgumentException>(() => new Normalization([0], [0]));
        Assert.Throws<ArgumentException>(() => new Normalization([0, 1], [1]));
    }

    [Fact]
    public void Arrays_in_memory_are_a_data_set()
    {
        DataSet data = MemoryData.Create((new float[12], [0, 1]), (new float[6], [1]), 1, 2, 3, 2);
        Assert.Equal(("memory", 2, 1, 2), (data.Name, data.Train.Count, data.Test.Count, data.Classes.Count));
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused()
    {
        Assert.Contains("12 pixels; got 11", Assert.Throws<ArgumentException>(() => MemoryData.Images(new float[11], [0, 1], 1, 2, 3, 2)).Message);
        Assert.Contains("Label 2 of image 1", Assert.Throws<ArgumentException>(() => MemoryData.Images(new float[12], [0, 2], 1, 2, 3, 2)).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => MemoryData.Images([float.NaN], [0], 1, 1, 1, 1)).Message);
        Assert.Throws<DataException>(() => MemoryData.Create((new float[6], [0]), ([], []), 1, 2, 3, 2));
    }

    [Theory]
    [InlineData("cifar")]
    [InlineData("idx:")]
    [InlineData("")]
    [InlineData("png:somewhere")]
    public void An_unknown_source_is_refused_with_the_forms(string source)
    {
        Refusal.Of(() => DataSource.Parse(source), $"'{source}'", DataSource.Forms);
    }
}
