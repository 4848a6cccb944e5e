using NativeNas.Data.Npy;
using NativeNas.Data.Sets;
using NativeNas.TestKit;

namespace NativeNas.Data.Tests;

public sealed class RealFilesTests
{
    [Fact]
    public void Fashion_mnist_reads_from_idx()
    {
        DataSet data = DataSource.Parse("idx:" + DataFolder.Find("images", "fashion-mnist-12k"));
        Assert.Equal((10000, 2000, 10), (data.Train.Count, data.Test.Count, data.Classes.Count));
        Assert.Equal((1, 28, 28), (data.Train.Channels, data.Train.Height, data.Train.Width));
        Assert.Equal([9, 0, 0, 3], data.Train.Labels[..4].ToArray());
        Assert.InRange(Mean(data.Train), 0.25, 0.32);
    }

    [Fact]
    public void Flowers_read_from_idx_with_colour_and_validation()
    {
        DataSet data = DataSource.Parse("idx:" + DataFolder.Find("images", "flowers17-16x16"));
        Assert.Equal((680, 340, 340, 17), (data.Train.Count, data.Validation!.Count, data.Test.Count, data.Classes.Count));
        Assert.Equal((3, 16, 16), (data.Train.Channels, data.Train.Height, data.Train.Width));
        float[] first = Pixels(data.Train, 0);
        Assert.Equal([0x4F / 255f, 0x33 / 255f, 0x42 / 255f], [first[0], first[256], first[512]]);
    }

    [Fact]
    public void Cifar10_reads_from_the_archive()
    {
        DataSet data = DataSource.Parse("cifar10:" + DataFolder.Find("images", "cifar-10-binary-4k.tar.gz"));
        Assert.Equal((3000, 1000, 10), (data.Train.Count, data.Test.Count, data.Classes.Count));
        Assert.Equal(("airplane", "truck"), (data.Classes[0], data.Classes[9]));
        Assert.InRange(Mean(data.Train), 0.4, 0.55);
    }

    [Fact]
    public void Digits_read_from_a_csv_pair()
    {
        DataSet data = DataSource.Parse("csv:" + DataFolder.Find("images", "digits", "optdigits.tra.csv.gz"));
        Assert.Equal((3823, 1797, 10), (data.Train.Count, data.Test.Count, data.Classes.Count));
        Assert.Equal((1, 8, 8), (data.Train.Channels, data.Train.Height, data.Train.Width));
        Assert.Equal([0f, 1f, 6f, 15f, 12f, 1f, 0f, 0f], Pixels(data.Train, 0)[..8]);
    }

    [Fact]
    public void Golden_arrays_read_and_write_to_the_same_values()
    {
        string path = Directory.GetFiles(DataFolder.Find("golden", "mixed_op_s2"), "*.npy").Order(StringComparer.Ordinal).First();
        NpyArray array = NpyFile.Read(path);
        NpyArray again = NpyFile.Parse("again", NpyFile.Format(array));
        Assert.Equal(array.Shape, again.Shape);
        Assert.Equal(array.ToFloats(), again.ToFloats());
        Assert.NotEmpty(array.ToFloats());
    }

    private static double Mean(ImageSet set) => Enumerable.Range(0, 200).Average(image => Pixels(set, image).Average(x => (double)x));

    private static float[] Pixels(ImageSet set, int image)
    {
        float[] pixels = new float[set.ImageLength];
        set.Read(image, pixels);
        return pixels;
    }
}
