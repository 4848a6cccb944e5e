using System.IO.Compression;
using NativeNas.Data.Files;

namespace NativeNas.Data.Png;

/// <summary>PNG: grey, grey and alpha, RGB, RGBA, palette; up to 8 bits a sample, not interlaced.</summary>
public static class PngReader
{
    /// <exception cref="DataException">The file is no such image, or it is damaged.</exception>
    public static PngImage Read(string path) => Parse(path, DataFile.ReadAll(path));

    /// <param name="path">What errors call the file.</param>
    /// <exception cref="DataException">The file is no such image, or it is damaged.</exception>
    public static PngImage Parse(string path, ReadOnlySpan<byte> file)
    {
        PngChunks chunks = PngChunks.Parse(path, file);
        PngHeader header = chunks.Header;
        byte[] samples = Unfilter(path, header, Unpack(path, chunks));

        return header.Colour == PngColour.Palette
            ? new(header.Height, header.Width, 3, LookUp(path, samples, chunks.Palette))
            : new(header.Height, header.Width, header.Samples, samples);
    }

    private static byte[] Unpack(string path, PngChunks chunks)
    {
        PngHeader header = chunks.Header;
        byte[] rows = new byte[header.Height * (long)(header.Stride + 1)];

        try
        {
            using ZLibStream stream = new(new MemoryStream(chunks.Packed), CompressionMode.Decompress);
            int found = stream.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false);

            if (found < rows.Length || stream.ReadByte() >= 0)
            {
                string length = found < rows.Length ? $"{found}" : $"more than {found}";
                throw new DataException($"{path}: found {length} bytes of pixels; expected {rows.Length}.");
            }
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{path}: found damaged pixels; expected zlib data.", e);
        }

        return rows;
    }

    /// <summary>Rows without filters, one byte a sample.</summary>
    private static byte[] Unfilter(string path, PngHeader header, byte[] rows)
    {
        int stride = header.Stride;
        int step = Math.Max(1, header.Samples * header.Depth / 8);
        int length = header.Width * header.Samples;
        byte[] samples = new byte[header.Height * (long)length];
        ReadOnlySpan<byte> above = new byte[stride];

        for (int y = 0; y < header.Height; y++)
        {
            int start = y * (stride + 1);
            Span<byte> row = rows.AsSpan(start + 1, stride);

            if (!PngFilter.TryUndo(rows[start], row, above, step))
            {
                throw new DataException($"{path}: found filter {rows[start]} in row {y}; expected 0 to 4.");
            }

            Widen(header, row, samples.AsSpan(y * length, length));
            above = row;
        }

        return samples;
    }

    /// <summary>Samples of 1, 2 or 4 bits become bytes: indices as they are, grey spread over 0 … 255.</summary>
    private static void Widen(PngHeader header, ReadOnlySpan<byte> row, Span<byte> samples)
    {
        if (header.Depth == 8)
        {
            row.CopyTo(samples);
            return;
        }

        int largest = (1 << header.Depth) - 1;
        int scale = header.Colour == PngColour.Grey ? 255 / largest : 1;

        for (int i = 0; i < samples.Length; i++)
        {
            int bit = i * header.Depth;
            int value = (row[bit / 8] >> (8 - header.Depth - (bit % 8))) & largest;
            samples[i] = (byte)(value * scale);
        }
    }

    private static byte[] LookUp(string path, byte[] indices, byte[] palette)
    {
        byte[] pixels = new byte[indices.LongLength * 3];

        for (int i = 0; i < indices.Length; i++)
        {
            int entry = indices[i] * 3;

            if (entry + 3 > palette.Length)
            {
                throw new DataException($"{path}: found colour {indices[i]}; expected one of the {palette.Length / 3} of the palette.");
            }

            palette.AsSpan(entry, 3).CopyTo(pixels.AsSpan(i * 3));
        }

        return pixels;
    }
}
