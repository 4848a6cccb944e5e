using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NativeNas.Data.Png;

namespace NativeNas.Data.Tests;

/// <summary>Writes PNG images of 8 bits a sample, row y with filter <c>filter(y)</c>.</summary>
internal static class PngEncoder
{
    /// <param name="samples">[H, W, samples a pixel]; indices for a palette.</param>
    public static byte[] Encode(int width, int height, byte colour, int step, byte[] samples, Func<int, int> filter, byte[]? palette = null) =>
        File([Chunk("IHDR", Header(width, height, 8, colour)),
            palette is null ? [] : Chunk("PLTE", palette),
            .. Split(Pack(Filtered(height, width * step, step, samples, filter))),
            Chunk("IEND", [])]);

    public static byte[] File(params byte[][] chunks) => [0x89, .. "PNG\r\n\u001a\n"u8, .. chunks.SelectMany(chunk => chunk)];

    public static byte[] Header(int width, int height, byte depth, byte colour, byte interlace = 0)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, interlace);
        return header;
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        byte[] chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(typed.Length + 4), Crc32.Of(typed));
        return chunk;
    }

    public static byte[] Pack(byte[] rows)
    {
        using MemoryStream packed = new();

        using (ZLibStream stream = new(packed, CompressionMode.Compress))
        {
            stream.Write(rows);
        }

        return packed.ToArray();
    }

    /// <summary>Two IDAT chunks, as pixels may be cut anywhere.</summary>
    private static byte[][] Split(byte[] packed) =>
        [Chunk("IDAT", packed[..(packed.Length / 2)]), Chunk("IDAT", packed[(packed.Length / 2)..])];

    private static byte[] Filtered(int height, int stride, int step, byte[] samples, Func<int, int> filter)
    {
        List<byte> rows = [];

        for (int y = 0; y < height; y++)
        {
            rows.Add((byte)filter(y));

            for (int i = 0; i < stride; i++)
            {
                int At(int dy, int dx) => y - dy < 0 || i - (dx * step) < 0 ? 0 : samples[((y - dy) * stride) + i - (dx * step)];
                (int left, int up, int corner) = (At(0, 1), At(1, 0), At(1, 1));
                int estimate = left + up - corner;
                int predicted = filter(y) switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    _ => new[] { left, up, corner }.MinBy(value => Math.Abs(estimate - value)),
                };
                rows.Add((byte)(samples[(y * stride) + i] - predicted));
            }
        }

        return [.. rows];
    }
}
