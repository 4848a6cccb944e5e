using NativeNas.Data.Sets;

namespace NativeNas.Data.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Class_folders_below_train_test_and_val_are_read()
    {
        Grey("train/dog/a.png", 2, 2, 10);
        Grey("train/cat/b.png", 2, 2, 20);
        Grey("test/dog/c.png", 2, 2, 30);
        Grey("test/cat/d.png", 2, 2, 40);
        Grey("val/dog/c.png", 2, 2, 50);
        Grey("val/cat/d.png", 2, 2, 60);
        DataSet data = Read();
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Equal((2, 2, 2, 1), (data.Train.Count, data.Test.Count, data.Validation!.Count, data.Train.Channels));
        Assert.Equal([20, 10], Values(data.Train));
        Assert.Equal([0, 1], data.Train.Labels.ToArray());
    }

    [Fact]
    public void One_folder_a_class_is_cut_by_seed_and_colour_spreads()
    {
        for (int i = 0; i < 10; i++)
        {
            Grey($"grey/{i}.png", 1, 1, (byte)i);
            folder.Write($"red/{i}.png", PngEncoder.Encode(1, 1, 6, 4, [200, 1, 2, 0], y => 0));
        }

        DataSet data = Read();
        Assert.Equal((16, 4, 3), (data.Train.Count, data.Test.Count, data.Train.Channels));
        float[] pixels = new float[3];
        data.Train.Read(data.Train.Labels.Span.IndexOf(1), pixels);
        Assert.Equal([200, 1, 2], pixels.Select(x => (int)MathF.Round(x * 255)));
    }

    [Fact]
    public void Mixed_sizes_are_refused()
    {
        Grey("a/1.png", 2, 2, 0);
        Grey("b/2.png", 3, 2, 0);
        Refusal.Of(Read, Path.Join("b", "2.png"), "3×2", "2×2");
    }

    [Fact]
    public void Empty_folders_are_refused()
    {
        Refusal.Of(Read, folder.Path, "no folders");
        Grey("a/1.png", 2, 2, 0);
        Directory.CreateDirectory(Path.Join(folder.Path, "b"));
        Refusal.Of(Read, Path.Join(folder.Path, "b"), "no PNG images");
    }

    [Fact]
    public void A_missing_test_folder_and_a_class_that_training_lacks_are_refused()
    {
        Grey("train/a/1.png", 2, 2, 0);
        Refusal.Of(Read, Path.Join(folder.Path, "test"), "found nothing");
        Grey("test/a/1.png", 2, 2, 0);
        Grey("test/b/1.png", 2, 2, 0);
        Refusal.Of(Read, Path.Join(folder.Path, "test", "b"), "no training images");
    }

    [Fact]
    public void Other_images_than_png_are_refused()
    {
        folder.Write("a/1.jpg", [1, 2, 3]);
        Refusal.Of(Read, "1.jpg", ".jpg", "PNG");
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        Grey("a/1.png", 2, 2, 0);
        folder.Write("a/2.png", [1, 2, 3]);
        Refusal.Of(Read, "2.png", "PNG signature");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_refused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "This user may read every file.");
        Grey("a/1.png", 2, 2, 0);

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        File.SetUnixFileMode(Path.Join(folder.Path, "a", "1.png"), UnixFileMode.None);
        Refusal.Of(Read, "1.png", "no permission");
    }

    private DataSet Read() => DataSource.Parse("images:" + folder.Path, new(Seed: 3));

    private void Grey(string name, int width, int height, byte value) =>
        folder.Write(name, PngEncoder.Encode(width, height, 0, 1, [.. Enumerable.Repeat(value, width * height)], y => 0));

    private static int[] Values(ImageSet set)
    {
        float[] pixels = new float[set.ImageLength];
        return [.. Enumerable.Range(0, set.Count).Select(i =>
        {
            set.Read(i, pixels);
            return (int)MathF.Round(pixels[0] * 255);
        })];
    }
}
