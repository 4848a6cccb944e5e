using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Tests.Devices;

public class ByteCountTests
{
    [Theory]
    [InlineData("512MB", 512_000_000)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("1.5GB", 1_500_000_000)]
    [InlineData("64 MiB", 64 << 20)]
    [InlineData("3kib", 3072)]
    [InlineData("12345", 12345)]
    [InlineData("700B", 700)]
    public void Texts_of_bytes_are_read(string text, long bytes) => Assert.Equal(bytes, ByteCount.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("0")]
    [InlineData("1TB")]
    [InlineData("1,5GB")]
    [InlineData("0.1B")]
    [InlineData("1e9")]
    [InlineData("99999999GB")]
    public void Other_texts_are_none(string text) => Assert.Null(ByteCount.Parse(text));

    [Fact]
    public void Bytes_are_written_in_megabytes_and_few_as_they_are()
    {
        Assert.Equal("1,234MB", ByteCount.Text(1_234_000_000));
        Assert.Equal("0.3MB", ByteCount.Text(256_000));
        Assert.Equal("5B", ByteCount.Text(5));
        Assert.Equal("257MB", ByteCount.TextUp(256_000_001));
        Assert.Equal(257_000_000, ByteCount.Parse(ByteCount.TextUp(256_000_001)));
    }
}
