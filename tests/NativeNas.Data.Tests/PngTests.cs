using NativeNas.Data.Png;
using NativeNas.Kernels.Random;

namespace NativeNas.Data.Tests;

public sealed class PngTests
{
    private const int Width = 7;
    private const int Height = 11;

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 1, 2)]
    [InlineData(0, 1, 3)]
    [InlineData(0, 1, 4)]
    [InlineData(0, 1, -1)]
    [InlineData(4, 2, -1)]
    [InlineData(2, 3, 3)]
    [InlineData(2, 3, 4)]
    [InlineData(2, 3, -1)]
    [InlineData(6, 4, 4)]
    [InlineData(6, 4, -1)]
    public void Every_colour_type_and_filter_gives_the_samples_back(byte colour, int channels, int filter)
    {
        byte[] samples = Samples(channels, 256);
        PngImage image = Read(PngEncoder.Encode(Width, Height, colour, channels, samples, y => filter < 0 ? y % 5 : filter));
        Assert.Equal((Height, Width, channels), (image.Height, image.Width, image.Channels));
        Assert.Equal(samples, image.Pixels);
    }

    [Fact]
    public void A_palette_becomes_colours()
    {
        byte[] palette = [.. Enumerable.Range(0, 30).Select(i => (byte)(i * 7))];
        byte[] samples = Samples(1, 10);
        PngImage image = Read(PngEncoder.Encode(Width, Height, 3, 1, samples, y => y % 5, palette));
        Assert.Equal(3, image.Channels);
        Assert.Equal(samples.SelectMany(s => palette[(3 * s)..((3 * s) + 3)]), image.Pixels);
        Refuses(PngEncoder.Encode(Width, Height, 3, 1, samples, y => 0, palette[..12]), "of the palette");
    }

    [Theory]
    [InlineData(1, new byte[] { 0, 0b1010_0000 }, new byte[] { 255, 0, 255 })]
    [InlineData(2, new byte[] { 0, 0b0110_1100 }, new byte[] { 85, 170, 255 })]
    [InlineData(4, new byte[] { 0, 0x0F, 0x30 }, new byte[] { 0, 255, 51 })]
    public void Few_bits_of_grey_spread_over_the_range(byte depth, byte[] rows, byte[] expected) =>
        Assert.Equal(expected, Read(Raw(PngEncoder.Header(3, 1, depth, 0), rows)).Pixels);

    [Fact]
    public void Chunks_that_do_not_matter_are_passed_over()
    {
        byte[] file = PngEncoder.File(
            PngEncoder.Chunk("IHDR", PngEncoder.Header(1, 1, 8, 0)),
            PngEncoder.Chunk("tEXt", "made by hand"u8.ToArray()),
            PngEncoder.Chunk("IDAT", PngEncoder.Pack([0, 77])),
            PngEncoder.Chunk("IEND", []));
        Assert.Equal([77], Read(file).Pixels);
    }

    [Fact]
    public void Another_file_is_refused() => Refuses("GIF89a"u8.ToArray(), "PNG");

    [Fact]
    public void Any_cut_is_refused()
    {
        byte[] whole = Good();

        for (int length = 0; length < whole.Length; length++)
        {
            Refuses(whole[..length]);
        }
    }

    [Fact]
    public void A_changed_byte_is_refused()
    {
        for (int i = 0; i < Good().Length; i++)
        {
            byte[] file = Good();
            file[i] ^= 0x10;
            Refuses(file);
        }
    }

    [Fact]
    public void Bytes_after_the_end_are_refused() => Refuses([.. Good(), 1, 2], "2 bytes after the image");

    [Theory]
    [InlineData(16, 2, 0, "16 bits")]
    [InlineData(4, 2, 0, "4 bits")]
    [InlineData(8, 5, 0, "colour type 5")]
    [InlineData(8, 0, 1, "interlaced")]
    public void Forms_that_are_not_read_are_named(byte depth, byte colour, byte interlace, string part) =>
        Refuses(Raw(PngEncoder.Header(1, 1, depth, colour, interlace), [0, 0]), part);

    [Theory]
    [InlineData(new byte[] { 0, 1 }, "2 bytes of pixels")]
    [InlineData(new byte[] { 0, 1, 2, 3 }, "more than 3 bytes")]
    [InlineData(new byte[] { 5, 1, 2 }, "filter 5 in row 0")]
    public void Pixels_that_do_not_fit_are_refused(byte[] rows, string part) => Refuses(Raw(PngEncoder.Header(2, 1, 8, 0), rows), part, "expected");

    [Fact]
    public void A_giant_is_refused_before_memory_is_taken() => Refuses(Raw(PngEncoder.Header(int.MaxValue, 1, 8, 6), [0]), "2147483647×1");

    [Fact]
    public void The_check_sum_is_the_known_one() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    private static byte[] Good() => PngEncoder.Encode(3, 2, 2, 3, [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 11))], y => 4);

    private static byte[] Raw(byte[] header, byte[] rows) =>
        PngEncoder.File(PngEncoder.Chunk("IHDR", header), PngEncoder.Chunk("IDAT", PngEncoder.Pack(rows)), PngEncoder.Chunk("IEND", []));

    private static byte[] Samples(int channels, int below)
    {
        Rng rng = new(5);
        return [.. Enumerable.Range(0, Width * Height * channels).Select(i => (byte)rng.Below(below, i))];
    }

    private static PngImage Read(byte[] file) => PngReader.Parse("some.png", file);

    private static void Refuses(byte[] file, params string[] parts) => Refusal.Of(() => PngReader.Parse("some.png", file), "some.png", parts);
}
