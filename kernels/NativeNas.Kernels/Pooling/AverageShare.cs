using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Pooling;

/// <summary>
/// One over the positions that an average counts: those inside the image, or, counting the padding, inside the padded
/// image (a ceiling's last window may reach beyond it).
/// </summary>
public readonly struct AverageShare(PlaneGeometry g, bool countPadding)
{
    private readonly int top = countPadding ? g.Window.Top : 0, bottom = countPadding ? g.Window.Bottom : 0;
    private readonly int left = countPadding ? g.Window.Left : 0, right = countPadding ? g.Window.Right : 0;

    /// <summary>The weight of an output's inputs; 0 where it counts no position.</summary>
    public float Of(int row, int column)
    {
        int count = Rows(row) * Columns(column);
        return count == 0 ? 0f : 1f / count;
    }

    /// <summary>The weights of all outputs, row by row.</summary>
    internal unsafe void Fill(float* shares)
    {
        for (int row = 0; row < g.OutHeight; row++)
        {
            int rows = Rows(row);

            for (int column = 0; column < g.OutWidth; column++)
            {
                int count = rows * Columns(column);
                *shares++ = count == 0 ? 0f : 1f / count;
            }
        }
    }

    private int Rows(int row) =>
        Count((row * g.Window.StrideHeight) - g.Window.Top, g.Window.KernelHeight, g.Window.DilationHeight, -top, g.Height + bottom);

    private int Columns(int column) =>
        Count((column * g.Window.StrideWidth) - g.Window.Left, g.Window.KernelWidth, g.Window.DilationWidth, -left, g.Width + right);

    /// <summary>Taps i of [0, taps) with first ≤ start + i·dilation &lt; end.</summary>
    private static int Count(int start, int taps, int dilation, int first, int end)
    {
        int last = start + ((taps - 1) * dilation);

        if (start >= first && last < end)
        {
            return taps;
        }

        int below = start >= first ? 0 : (first - start + dilation - 1) / dilation;
        int above = last < end ? taps : start >= end ? 0 : ((end - 1 - start) / dilation) + 1;
        return above > below ? above - below : 0;
    }
}
