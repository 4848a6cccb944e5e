using System.Buffers.Binary;
using System.Text;

namespace NativeNas.Data.Png;

/// <summary>The chunks of a PNG file that pixels need, each with its check sum tested.</summary>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, byte[] Packed)
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static PngChunks Parse(string path, ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
        {
            throw new DataException($"{path}: found no PNG signature in {file.Length} bytes; expected a PNG image.");
        }

        PngHeader? header = null;
        byte[] palette = [];
        using MemoryStream packed = new();

        for (ReadOnlySpan<byte> rest = file[Signature.Length..]; ;)
        {
            ReadOnlySpan<byte> chunk = Next(path, ref rest, out string type);

            if (header is null != (type == "IHDR"))
            {
                throw new DataException($"{path}: found chunk {type}; expected IHDR first and once.");
            }

            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(path, chunk);
                    break;
                case "PLTE":
                    palette = chunk.ToArray();
                    break;
                case "IDAT":
                    packed.Write(chunk);
                    break;
                case "IEND" when rest.IsEmpty:
                    return new(header!, palette, packed.ToArray());
                case "IEND":
                    throw new DataException($"{path}: found {rest.Length} bytes after the image; expected the end of the file.");
                case [>= 'A' and <= 'Z', ..]:
                    throw new DataException($"{path}: found chunk {type}, which this reader must understand; expected IHDR, PLTE, IDAT and IEND.");
            }
        }
    }

    private static ReadOnlySpan<byte> Next(string path, ref ReadOnlySpan<byte> rest, out string type)
    {
        uint length = rest.Length < 12 ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);

        if (length > rest.Length - 12)
        {
            throw new DataException($"{path}: found a truncated file; expected chunks up to IEND.");
        }

        ReadOnlySpan<byte> typed = rest.Slice(4, 4 + (int)length);
        type = Encoding.Latin1.GetString(typed[..4]);
        uint sum = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);

        if (sum != Crc32.Of(typed))
        {
            throw new DataException($"{path}: found check sum {sum:X8} of a chunk; expected {Crc32.Of(typed):X8}.");
        }

        rest = rest[(12 + (int)length)..];
        return typed[4..];
    }
}
