using System.Buffers.Binary;

namespace NativeNas.Data.Png;

/// <summary>The IHDR chunk. Read are: no interlacing, 8 bits a sample, and 1, 2 or 4 for grey and palettes.</summary>
internal sealed record PngHeader(int Width, int Height, int Depth, PngColour Colour)
{
    private const int LargestSide = 1 << 14;

    /// <summary>Samples of a pixel as stored: a palette stores one.</summary>
    public int Samples => Colour switch
    {
        PngColour.Grey or PngColour.Palette => 1,
        PngColour.GreyAlpha => 2,
        PngColour.Rgb => 3,
        _ => 4,
    };

    /// <summary>Bytes of a row without its filter byte.</summary>
    public int Stride => ((Width * Samples * Depth) + 7) / 8;

    public static PngHeader Parse(string path, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != 13)
        {
            throw new DataException($"{path}: found an IHDR chunk of {chunk.Length} bytes; expected 13.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        (int depth, PngColour colour) = (chunk[8], (PngColour)chunk[9]);

        if (width is 0 or > LargestSide || height is 0 or > LargestSide)
        {
            throw new DataException($"{path}: found an image of {width}×{height}; expected sides of 1 to {LargestSide}.");
        }

        if (!Enum.IsDefined(colour))
        {
            throw new DataException($"{path}: found colour type {chunk[9]}; expected 0, 2, 3, 4 or 6.");
        }

        if (depth != 8 && !(depth is 1 or 2 or 4 && colour is PngColour.Grey or PngColour.Palette))
        {
            throw new DataException($"{path}: found {depth} bits a sample; expected 8 (or fewer, in grey and palette images).");
        }

        if (chunk[10] != 0 || chunk[11] != 0)
        {
            throw new DataException($"{path}: found compression {chunk[10]} and filter method {chunk[11]}; expected 0 and 0.");
        }

        return chunk[12] == 0
            ? new((int)width, (int)height, depth, colour)
            : throw new DataException($"{path}: found an interlaced image; expected one without interlacing.");
    }
}
