using System.Buffers.Binary;
using NativeNas.Data.Files;

namespace NativeNas.Data.Idx;

/// <summary>An IDX file of unsigned bytes: magic 0, 0, 8, rank; the extents as big-endian integers; the values.</summary>
internal sealed record IdxFile(string Path, int[] Shape, byte[] Values)
{
    private const byte UnsignedByte = 0x08;

    /// <exception cref="DataException">The file is no IDX file of bytes, or it is shorter or longer than its header says.</exception>
    public static IdxFile Read(string path)
    {
        byte[] file = DataFile.ReadAll(path);

        if (file.Length < 4)
        {
            throw new DataException($"{path}: found {file.Length} bytes; expected an IDX header.");
        }

        if (file[0] != 0 || file[1] != 0 || file[2] != UnsignedByte)
        {
            throw new DataException(
                $"{path}: found magic 0x{BinaryPrimitives.ReadUInt32BigEndian(file):X8}; expected 0x000008nn (IDX, unsigned bytes, nn dimensions).");
        }

        int header = 4 + (4 * file[3]);

        if (file.Length < header)
        {
            throw new DataException($"{path}: found {file.Length} bytes; expected a header of {header} bytes.");
        }

        int[] shape = new int[file[3]];
        Int128 count = 1;

        for (int i = 0; i < shape.Length; i++)
        {
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(4 + (4 * i)));

            if (extent is 0 or > int.MaxValue)
            {
                throw new DataException($"{path}: found {extent} as dimension {i + 1}; expected 1 to {int.MaxValue}.");
            }

            shape[i] = (int)extent;
            count = Int128.Min(count * extent, long.MaxValue);
        }

        if (file.Length - header != count)
        {
            throw new DataException(
                $"{path}: found {file.Length - header} values; expected {count} = {string.Join("·", shape)} as the header says.");
        }

        return new(path, shape, file[header..]);
    }

    /// <summary>Demands one of the given ranks.</summary>
    public IdxFile OfRank(params int[] ranks) => ranks.Contains(Shape.Length)
        ? this
        : throw new DataException($"{Path}: found {Shape.Length} dimensions; expected {string.Join(" or ", ranks)}.");
}
