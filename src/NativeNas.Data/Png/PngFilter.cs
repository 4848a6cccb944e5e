namespace NativeNas.Data.Png;

/// <summary>Undoes the five row filters: 0 none, 1 sub, 2 up, 3 average, 4 Paeth (RFC 2083, §6).</summary>
internal static class PngFilter
{
    /// <param name="row">The filtered row, replaced by its bytes.</param>
    /// <param name="above">The row above, unfiltered; zeros for the first one.</param>
    /// <param name="step">Bytes between a sample and the one left of it.</param>
    /// <returns>Whether the filter exists.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte left = i >= step ? row[i - step] : (byte)0;
            byte corner = i >= step ? above[i - step] : (byte)0;
            row[i] += filter switch
            {
                1 => left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => Paeth(left, above[i], corner),
                _ => 0,
            };
        }

        return filter <= 4;
    }

    /// <summary>Whichever of a, b, c lies nearest to a + b − c; ties go in that order.</summary>
    private static byte Paeth(int a, int b, int c)
    {
        int toA = Math.Abs(b - c);
        int toB = Math.Abs(a - c);
        int toC = Math.Abs(a + b - c - c);
        return (byte)(toA <= toB && toA <= toC ? a : toB <= toC ? b : c);
    }
}
