using System.IO.Compression;

namespace NativeNas.Data.Files;

/// <summary>
/// Unpacks gzip and notices a cut: <see cref="GZipStream"/> takes the end of its input for the end of the data, so one more
/// member is put behind the file, and it must come out as it went in.
/// </summary>
internal static class Gzip
{
    private static readonly byte[] Seal = [.. "whole file"u8];
    private static readonly byte[] PackedSeal = Pack(Seal);

    /// <exception cref="InvalidDataException">The data is damaged, cut short, or followed by something else.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        using MemoryStream sealedInput = new([.. packed, .. PackedSeal]);
        using GZipStream stream = new(sealedInput, CompressionMode.Decompress);
        using MemoryStream content = new();
        stream.CopyTo(content);
        ReadOnlySpan<byte> found = content.GetBuffer().AsSpan(0, (int)content.Length);

        return found.EndsWith(Seal) && packed.Length > 0
            ? found[..^Seal.Length].ToArray()
            : throw new InvalidDataException("the gzip data is cut short");
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();

        using (GZipStream stream = new(packed, CompressionMode.Compress))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
