using System.Buffers.Binary;
using System.Text;
using NativeNas.Tensors.Safetensors;

namespace NativeNas.Tensors.Tests.Safetensors;

public sealed class SafetensorsFileTests
{
    [Fact]
    public void Every_type_comes_back_with_its_shape_and_bits()
    {
        SafetensorsTensor[] written =
        [
            SafetensorsTensor.Of("a.weight", [2, 3], [1f, -0f, float.NaN, float.Epsilon, float.MaxValue, 0.1f]),
            SafetensorsTensor.Of("b", [], [Math.PI]),
            SafetensorsTensor.Of("größe \"c\"", [2], [long.MinValue, long.MaxValue]),
            SafetensorsTensor.Of("empty", [3, 0], ReadOnlySpan<byte>.Empty),
            SafetensorsTensor.Of("d", [3], [(byte)0, 128, 255]),
        ];
        SafetensorsFile read = SafetensorsFile.Read(new MemoryStream(Bytes(written, new() { ["z"] = "1", ["a"] = "ü\n" })));

        Assert.Equal(written.Select(t => t.Name), read.Tensors.Select(t => t.Name));
        Assert.Equal([2, 3], read["a.weight"].Shape);
        Assert.Equal(written[0].ToSingles().Select(BitConverter.SingleToInt32Bits), read["a.weight"].ToSingles().Select(BitConverter.SingleToInt32Bits));
        Assert.Empty(read["b"].Shape);
        Assert.Equal([Math.PI], read["b"].ToDoubles());
        Assert.Equal([long.MinValue, long.MaxValue], read["größe \"c\""].ToIntegers());
        Assert.Equal([3, 0], read["empty"].Shape);
        Assert.Equal([0, 128, 255], read["d"].ToBytes());
        Assert.Equal("ü\n", read.Metadata["a"]);
        Assert.Equal("1", read.Metadata["z"]);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        byte[] bytes = Bytes([SafetensorsTensor.Of("w", [1], [1f])], []);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0UL, length % 8);
        Assert.Equal("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", Encoding.UTF8.GetString(bytes, 8, (int)length).TrimEnd(' '));
        Assert.Equal([0, 0, 0x80, 0x3F], bytes[(8 + (int)length)..]);
    }

    [Fact]
    public void Floats_that_are_made_when_they_are_written_have_the_same_bytes()
    {
        SafetensorsTensor late = SafetensorsTensor.Written("w", [2], stream => stream.Write([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]));
        Assert.Equal(Bytes([SafetensorsTensor.Of("w", [2], [1f, 2f])], []), Bytes([late], []));
        Assert.Throws<SafetensorsException>(() => late.ToSingles());
        Assert.Throws<ArgumentException>(() => SafetensorsTensor.Written("w", [-1], _ => { }));
        Assert.Throws<ArgumentException>(() => SafetensorsTensor.Written("", [1], _ => { }));
    }

    [Fact]
    public void Plain_float_arrays_are_written_too()
    {
        MemoryStream stream = new();
        SafetensorsFile.Write(stream, [("x", [2], new float[] { 3, 4 })]);
        stream.Position = 0;
        Assert.Equal([3f, 4f], SafetensorsFile.Read(stream)["x"].ToSingles());
    }

    [Fact]
    public void Every_truncation_is_an_error_that_names_the_source()
    {
        byte[] bytes = Bytes([SafetensorsTensor.Of("w", [2], [1f, 2f])], []);
        for (int length = 0; length < bytes.Length; length++)
        {
            SafetensorsException error = Assert.Throws<SafetensorsException>(
                () => SafetensorsFile.Read(new MemoryStream(bytes, 0, length), "my.safetensors"));
            Assert.StartsWith("my.safetensors: ", error.Message, StringComparison.Ordinal);
            Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}""", "dtype 'F16'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "takes 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "-2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "begin ≤ end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "out of range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "bytes follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "stands twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,8]}}""", "takes -1 bytes")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "lacks dtype")]
    [InlineData("""{"__metadata__":{"a":1}}""", "no string")]
    [InlineData("""[1,2]""", "no JSON object")]
    [InlineData("""{"a":""", "no JSON")]
    public void A_wrong_header_is_named(string header, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + text.Length + 8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Read(new MemoryStream(bytes)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    public void An_impossible_header_length_is_refused(ulong length)
    {
        byte[] bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Read(new MemoryStream(bytes)));
        Assert.Contains("expected 2 to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_for_another_type_or_name_says_what_is_there()
    {
        SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(Bytes([SafetensorsTensor.Of("w", [1], [1f])], [])));
        Assert.Contains("holds F32; expected I64", Assert.Throws<SafetensorsException>(() => file["w"].ToIntegers()).Message, StringComparison.Ordinal);
        Assert.Contains("no tensor 'v'", Assert.Throws<SafetensorsException>(() => file["v"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_writer_refuses_duplicate_names_and_wrong_shapes()
    {
        SafetensorsTensor tensor = SafetensorsTensor.Of("w", [1], [1f]);
        Assert.Throws<ArgumentException>(() => Bytes([tensor, tensor], []));
        Assert.Throws<ArgumentException>(() => SafetensorsTensor.Of("w", [2], [1f]));
        Assert.Throws<ArgumentException>(() => SafetensorsTensor.Of("__metadata__", [1], [1f]));
    }

    private static byte[] Bytes(SafetensorsTensor[] tensors, Dictionary<string, string> metadata)
    {
        MemoryStream stream = new();
        SafetensorsFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
