using System.Formats.Tar;
using NativeNas.Data.Cifar;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Tests;

public sealed class CifarTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cifar10_reads_from_a_folder_in_order_of_batch()
    {
        WriteCifar10();
        DataSet data = CifarReader.Read(folder.Path, CifarVariant.Cifar10);
        Assert.Equal([3, 9, 4], data.Train.Labels.ToArray());
        Assert.Equal([7], data.Test.Labels.ToArray());
        Assert.Equal(("c0", "c9"), (data.Classes[0], data.Classes[9]));
        float[] pixels = new float[3072];
        data.Train.Read(1, pixels);
        Assert.Equal((byte)9 / 255f, pixels[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_archive_gives_what_the_folder_gives(bool packed)
    {
        WriteCifar10();
        string path = WriteArchive(packed);
        DataSet data = CifarReader.Read(path, CifarVariant.Cifar10);
        Assert.Equal([3, 9, 4], data.Train.Labels.ToArray());
        Assert.Equal("c5", data.Classes[5]);
    }

    [Fact]
    public void Cifar100_reads_the_fine_label()
    {
        folder.Write("train.bin", [5, .. Record(99), 6, .. Record(0)]);
        folder.Write("test.bin", [5, .. Record(42)]);
        folder.Write("fine_label_names.txt", string.Join('\n', Enumerable.Range(0, 100).Select(i => $"fine{i}")) + "\n");
        DataSet data = CifarReader.Read(folder.Path, CifarVariant.Cifar100);
        Assert.Equal([99, 0], data.Train.Labels.ToArray());
        Assert.Equal("fine42", data.Classes[data.Test.Labels.Span[0]]);
    }

    [Fact]
    public void A_batch_cut_short_is_refused()
    {
        WriteCifar10();
        folder.Write("data_batch_2.bin", Record(1)[..3000]);
        Refusal.Of(Read, folder.Path, "3000 bytes in data_batch_2.bin", "3073");
    }

    [Fact]
    public void A_label_out_of_range_is_refused()
    {
        WriteCifar10();
        folder.Write("test_batch.bin", [.. Record(1), .. Record(10)]);
        Refusal.Of(Read, folder.Path, "label 10 at image 1 of test_batch.bin", "0 to 9");
    }

    [Fact]
    public void Missing_batches_are_refused()
    {
        Refusal.Of(Read, folder.Path, "no training images", "data_batch_");
        folder.Write("data_batch_1.bin", Record(1));
        Refusal.Of(Read, folder.Path, "no test images", "test_batch.bin");
    }

    [Fact]
    public void Class_names_of_another_count_are_refused()
    {
        WriteCifar10();
        folder.Write("batches.meta.txt", "one\ntwo\n");
        Refusal.Of(Read, folder.Path, "2 class names", "10");
    }

    [Fact]
    public void An_archive_cut_short_is_refused()
    {
        WriteCifar10();
        string path = WriteArchive(packed: false);
        byte[] whole = File.ReadAllBytes(path);

        foreach (int length in (int[])[0, 1, 300, 512, 600, 3000, 5000, whole.Length / 2])
        {
            File.WriteAllBytes(path, whole[..length]);
            Refusal.Of(() => CifarReader.Read(path, CifarVariant.Cifar10), path);
        }
    }

    [Fact]
    public void A_packed_archive_cut_short_or_missing_is_refused()
    {
        WriteCifar10();
        string path = WriteArchive(packed: true);
        byte[] whole = File.ReadAllBytes(path);

        foreach (int length in (int[])[0, 1, 11, 20, 100, whole.Length / 2, whole.Length - 20])
        {
            File.WriteAllBytes(path, whole[..length]);
            Refusal.Of(() => CifarReader.Read(path, CifarVariant.Cifar10), path);
        }

        Refusal.Of(() => CifarReader.Read(path + "x", CifarVariant.Cifar10), path + "x", "no such file");
    }

    private object Read() => CifarReader.Read(folder.Path, CifarVariant.Cifar10);

    private static byte[] Record(byte label) => [label, .. Enumerable.Repeat(label, 3072)];

    private void WriteCifar10()
    {
        folder.Write("data_batch_1.bin", [.. Record(3), .. Record(9)]);
        folder.Write("data_batch_2.bin", Record(4));
        folder.Write("test_batch.bin", Record(7));
        folder.Write("batches.meta.txt", string.Concat(Enumerable.Range(0, 10).Select(i => $"c{i}\n")) + "\n");
    }

    private string WriteArchive(bool packed)
    {
        using TempFolder other = new();
        string tar = Path.Join(other.Path, "cifar.tar");
        TarFile.CreateFromDirectory(folder.Path, tar, includeBaseDirectory: true);
        byte[] bytes = File.ReadAllBytes(tar);
        return folder.Write(packed ? "cifar.tar.gz" : "cifar.tar", packed ? TempFolder.Gzip(bytes) : bytes);
    }
}
