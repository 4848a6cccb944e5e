using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Tests;

public sealed class StudyLoaderTests
{
    private const int Train = 20, Test = 6;

    private static readonly StudyLoaderSettings Settings = new(Seed: 1, SearchBatch: 4, TrainingBatch: 5, ValidationFraction: 0.4);

    [Fact]
    public void Search_and_validation_divide_the_training_images_and_training_takes_them_all()
    {
        using StudyLoader loader = new(Data(), Settings);
        HashSet<int> search = Seen(loader, loader.Batches.Search), validation = Seen(loader, loader.Batches.Validation);
        Assert.Equal((12, 8), (search.Count, validation.Count));
        Assert.Equal(Enumerable.Range(0, Train), search.Union(validation).Order());
        Assert.Equal(Enumerable.Range(0, Train), Seen(loader, loader.Batches.Training).Order());
        Assert.Equal(Enumerable.Range(100, Test), Seen(loader, loader.Batches.Test).Order());
    }

    [Fact]
    public void A_set_with_validation_images_is_not_divided()
    {
        using StudyLoader loader = new(Data(Images(50, 4)), Settings);
        Assert.Equal(Enumerable.Range(0, Train), Seen(loader, loader.Batches.Search).Order());
        Assert.Equal(Enumerable.Range(50, 4), Seen(loader, loader.Batches.Validation).Order());
    }

    [Fact]
    public void The_normalization_knows_the_training_images_alone()
    {
        using StudyLoader loader = new(Data(Images(50, 4)), Settings);
        Assert.Equal(Enumerable.Range(0, Train).Average(), loader.Normalization.Mean[0], 4);
    }

    [Fact]
    public void Batches_follow_from_the_seed()
    {
        using StudyLoader one = new(Data(), Settings), same = new(Data(), Settings), other = new(Data(), Settings with { Seed = 2 });
        Assert.Equal(one.Batches.Search.At(7).Pixels, same.Batches.Search.At(7).Pixels);
        Assert.NotEqual(one.Batches.Training.At(0).Pixels, other.Batches.Training.At(0).Pixels);
        Assert.NotEqual(Seen(one, one.Batches.Search).Order(), Seen(other, other.Batches.Search).Order());
    }

    [Fact]
    public void One_training_image_cannot_be_divided() => Assert.Equal(
        "memory: found 1 training image; expected at least 2, one for the weights and one for the architecture.",
        Assert.Throws<DataException>(() => new StudyLoader(new("memory", Images(0, 1), Images(9, 1)), Settings)).Message);

    [Fact]
    public void A_normalization_that_is_given_is_used_and_must_fit_the_channels()
    {
        using StudyLoader loader = new(Data(), Settings with { Normalization = new([2], [4]) });
        Assert.Equal(24.5f, loader.Batches.Test.At(0).Pixels[0]);
        Assert.StartsWith("memory has 1 channels", Assert.Throws<ArgumentException>(() => new StudyLoader(Data(), Settings with { Normalization = new([2, 2], [4, 4]) })).Message);
    }

    [Fact]
    public void Sources_are_named_by_absolute_paths()
    {
        Assert.Equal("shapes", DataSource.Absolute("shapes"));
        Assert.Equal("idx:" + Path.GetFullPath("a"), DataSource.Absolute("idx:a"));
        Assert.Equal($"csv:{Path.GetFullPath("a.csv")},{Path.GetFullPath("b.csv")}", DataSource.Absolute("csv:a.csv,b.csv"));
        Assert.StartsWith("data source 'disk:a'", Assert.Throws<DataException>(() => DataSource.Absolute("disk:a")).Message);
        Assert.StartsWith("data source 'idx'", Assert.Throws<DataException>(() => DataSource.Absolute("idx")).Message);
    }

    private static DataSet Data(ImageSet? validation = null) => new("memory", Images(0, Train), Images(100, Test), validation);

    /// <summary>Images of one pixel, whose value is their number.</summary>
    private static ImageSet Images(int first, int count) =>
        MemoryData.Images([.. Enumerable.Range(first, count).Select(n => (float)n)], new int[count], 1, 1, 1, 2);

    /// <summary>Numbers of the images of one epoch.</summary>
    private static HashSet<int> Seen(StudyLoader loader, IBatchSource source) =>
    [
        .. Enumerable.Range(0, source.StepsPerEpoch)
            .SelectMany(step => source.At(step).Pixels)
            .Select(pixel => (int)MathF.Round((pixel * loader.Normalization.Std[0]) + loader.Normalization.Mean[0])),
    ];
}
