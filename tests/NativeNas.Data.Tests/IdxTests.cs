using System.Buffers.Binary;
using NativeNas.Data.Idx;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("t10k", true)]
    [InlineData("test", false)]
    public void Grey_images_read_plain_and_packed(string test, bool packed)
    {
        Write("train", Idx([3, 2, 2], 0, 255, 51, 1, 2, 3, 4, 5, 6, 7, 8, 9), Idx([3], 0, 1, 2), packed);
        Write(test, Idx([1, 2, 2], 9, 8, 7, 6), Idx([1], 2), packed);
        DataSet data = IdxFolder.Read(folder.Path);
        float[] pixels = new float[4];
        data.Train.Read(0, pixels);
        Assert.Equal([0f, 1f, 0.2f, 1 / 255f], pixels);
        Assert.Equal(["0", "1", "2"], data.Classes);
        Assert.Equal([2], data.Test.Labels.ToArray());
        Assert.Null(data.Validation);
    }

    [Fact]
    public void Colour_images_become_planes()
    {
        WriteGood(Idx([1, 1, 2, 3], 1, 2, 3, 4, 5, 6), Idx([1], 0));
        Write("val", Idx([1, 1, 2, 3], 1, 2, 3, 4, 5, 6), Idx([1], 0));
        DataSet data = IdxFolder.Read(folder.Path);
        float[] pixels = new float[6];
        data.Train.Read(0, pixels);
        Assert.Equal([1, 4, 2, 5, 3, 6], pixels.Select(x => (int)MathF.Round(x * 255)));
        Assert.Equal(1, data.Validation!.Count);
    }

    [Fact]
    public void A_truncated_file_is_refused() => Refuses(Idx([2, 2, 2], 1, 2, 3, 4, 5), Idx([2], 0, 1), "train-images", "5", "8");

    [Fact]
    public void A_file_longer_than_its_header_says_is_refused() => Refuses(Idx([1, 1, 1], 1, 2), Idx([1], 0), "train-images", "2 values", "1");

    [Fact]
    public void A_header_cut_short_is_refused() => Refuses(Idx([1, 1, 1], 1)[..9], Idx([1], 0), "train-images", "9 bytes");

    [Fact]
    public void An_empty_file_is_refused() => Refuses([], Idx([1], 0), "train-images", "0 bytes");

    [Fact]
    public void Another_magic_is_refused() => Refuses([0x50, 0x4B, 3, 4, 0, 0, 0, 0], Idx([1], 0), "train-images", "0x504B0304", "0x000008nn");

    [Fact]
    public void Another_rank_is_refused() => Refuses(Idx([1, 1], 1), Idx([1], 0), "train-images", "2 dimensions", "3 or 4");

    [Fact]
    public void Extents_beyond_all_memory_are_refused() =>
        Refuses([0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255], Idx([1], 0), "train-images", "found 0 values");

    [Fact]
    public void No_images_at_all_are_refused() => Refuses(Idx([0, 2, 2]), Idx([0]), "train-images", "0 as dimension 1");

    [Fact]
    public void Counts_that_differ_are_refused() => Refuses(Idx([2, 1, 1], 1, 2), Idx([3], 0, 1, 0), "train-labels", "3 labels", "2");

    [Fact]
    public void A_stray_training_label_is_refused() => Refuses(Idx([3, 1, 1], 1, 2, 3), Idx([3], 0, 1, 200), "train-labels", "label 200 at image 2", "0 to 1");

    [Fact]
    public void A_test_label_out_of_range_is_refused()
    {
        Write("train", Idx([2, 1, 1], 1, 2), Idx([2], 0, 1));
        Write("test", Idx([1, 1, 1], 1), Idx([1], 2));
        Refusal.Of(() => IdxFolder.Read(folder.Path), "test-labels", "label 2 at image 0", "0 to 1");
    }

    [Fact]
    public void Sizes_that_differ_between_parts_are_refused()
    {
        Write("train", Idx([1, 2, 2], 1, 2, 3, 4), Idx([1], 0));
        Write("test", Idx([1, 1, 2], 1, 2), Idx([1], 0));
        Refusal.Of(() => IdxFolder.Read(folder.Path), Path.GetFileName(folder.Path), "1×1×2", "1×2×2");
    }

    [Fact]
    public void An_empty_folder_and_a_missing_one_are_refused()
    {
        Refusal.Of(() => IdxFolder.Read(folder.Path), folder.Path, "train-images");
        Refusal.Of(() => IdxFolder.Read(Path.Join(folder.Path, "none")), "none", "found nothing", "a folder");
    }

    [Fact]
    public void Images_without_labels_are_refused()
    {
        folder.Write("train-images-idx3-ubyte", Idx([1, 1, 1], 1));
        Refusal.Of(() => IdxFolder.Read(folder.Path), folder.Path, "train-labels");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(-5)]
    [InlineData(-9)]
    public void Gzip_cut_short_is_refused(int keep)
    {
        byte[] packed = TempFolder.Gzip(Idx([4, 8, 8], [.. Enumerable.Range(0, 256).Select(i => (byte)(i * 37))]));
        folder.Write("train-images-idx3-ubyte.gz", packed[..(keep < 0 ? packed.Length + keep : keep)]);
        folder.Write("train-labels-idx1-ubyte.gz", TempFolder.Gzip(Idx([4], 0, 1, 2, 3)));
        Refusal.Of(() => IdxFolder.Read(folder.Path), "train-images-idx3-ubyte.gz", "gzip");
    }

    [Fact]
    public void Gzip_of_several_members_is_read()
    {
        byte[] images = Idx([1, 1, 2], 7, 8);
        WriteGood(images, Idx([1], 0));
        File.Delete(Path.Join(folder.Path, "train-images-idx3-ubyte"));
        folder.Write("train-images-idx3-ubyte.gz", [.. TempFolder.Gzip(images.AsSpan(0, 9)), .. TempFolder.Gzip(images.AsSpan(9))]);
        Assert.Equal(2, IdxFolder.Read(folder.Path).Train.Width);
    }

    [Fact]
    public void Gzip_with_another_check_sum_is_refused()
    {
        byte[] packed = TempFolder.Gzip(Idx([1, 1, 1], 1));
        packed[^6] ^= 0x40;
        folder.Write("train-images-idx3-ubyte.gz", packed);
        folder.Write("train-labels-idx1-ubyte.gz", TempFolder.Gzip(Idx([1], 0)));
        Refusal.Of(() => IdxFolder.Read(folder.Path), "train-images-idx3-ubyte.gz", "gzip");
    }

    [Fact]
    public void What_only_claims_to_be_gzip_is_refused()
    {
        folder.Write("train-images-idx3-ubyte.gz", Idx([1, 1, 1], 1));
        folder.Write("train-labels-idx1-ubyte.gz", TempFolder.Gzip(Idx([1], 0)));
        Refusal.Of(() => IdxFolder.Read(folder.Path), "train-images-idx3-ubyte.gz", "gzip");
    }

    [Fact]
    public void A_file_that_vanishes_is_refused()
    {
        File.CreateSymbolicLink(Path.Join(folder.Path, "train-images-idx3-ubyte"), Path.Join(folder.Path, "gone"));
        folder.Write("train-labels-idx1-ubyte", Idx([1], 0));
        Refusal.Of(() => IdxFolder.Read(folder.Path), "train-images-idx3-ubyte");
    }

    internal static byte[] Idx(int[] shape, params byte[] values)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + values.Length];
        (file[2], file[3]) = (8, (byte)shape.Length);

        for (int i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        }

        values.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }

    private void Refuses(byte[] images, byte[] labels, string file, params string[] parts)
    {
        WriteGood(images, labels);
        Refusal.Of(() => IdxFolder.Read(folder.Path), file, parts);
    }

    private void WriteGood(byte[] images, byte[] labels)
    {
        Write("train", images, labels);
        Write("test", images, labels);
    }

    private void Write(string role, byte[] images, byte[] labels, bool packed = false)
    {
        string end = packed ? "-ubyte.gz" : "-ubyte";
        folder.Write($"{role}-images-idx3{end}", packed ? TempFolder.Gzip(images) : images);
        folder.Write($"{role}-labels-idx1{end}", packed ? TempFolder.Gzip(labels) : labels);
    }
}
