using System.Buffers.Binary;
using System.Text;
using NativeNas.Data.Files;

namespace NativeNas.Data.Npy;

/// <summary>Reads and writes .npy: magic, version, header length, header, then little-endian values.</summary>
public static class NpyFile
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="DataException">The file is no .npy of a type that <see cref="NpyArray"/> holds, or it has another length than its header says.</exception>
    public static NpyArray Read(string path) => Parse(path, DataFile.ReadAll(path));

    /// <param name="path">What errors call the file.</param>
    public static NpyArray Parse(string path, ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic))
        {
            throw new DataException($"{path}: found no .npy magic in {file.Length} bytes; expected 0x93 NUMPY.");
        }

        if (file.Length < 12 || file[6] is < 1 or > 3)
        {
            throw new DataException($"{path}: found version {(file.Length > 6 ? file[6] : 0)} in {file.Length} bytes; expected a header of version 1, 2 or 3.");
        }

        int start = file[6] == 1 ? 10 : 12;
        uint length = file[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);

        if (length > file.Length - start)
        {
            throw new DataException($"{path}: found {file.Length} bytes; expected a header of {length} bytes at {start}.");
        }

        NpyHeader header = NpyHeader.Parse(path, Encoding.UTF8.GetString(file.Slice(start, (int)length)));
        ReadOnlySpan<byte> values = file[(start + (int)length)..];
        Int128 count = header.Shape.Aggregate((Int128)1, static (product, extent) => Int128.Min(product * extent, long.MaxValue));

        if (values.Length != count * header.Type.Bytes)
        {
            throw new DataException($"{path}: found {values.Length} bytes of values; expected {count * header.Type.Bytes} as the header says.");
        }

        Array array = Array.CreateInstance(header.Type.Element, (int)count);
        Buffer.BlockCopy(values.ToArray(), 0, array, 0, values.Length);
        return new(header.Shape, array);
    }

    /// <summary>The bytes of the file, version 1, with the values at a multiple of 64.</summary>
    public static byte[] Format(NpyArray array)
    {
        NpyHeader header = new(NpyType.Of(array.Values)!, [.. array.Shape]);
        string text = header.Text;
        int start = (10 + text.Length + 1 + 63) / 64 * 64;
        byte[] file = new byte[start + (array.Values.LongLength * header.Type.Bytes)];
        Magic.CopyTo(file);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)(start - 10));
        Encoding.ASCII.GetBytes(text.PadRight(start - 11) + '\n', file.AsSpan(10));
        Buffer.BlockCopy(array.Values, 0, file, start, Buffer.ByteLength(array.Values));
        return file;
    }

    public static void Write(string path, NpyArray array) => File.WriteAllBytes(path, Format(array));
}
