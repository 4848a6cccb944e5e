using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>A rectangle of one plane of an image, in place or copied: where it begins in the image, and its extents.</summary>
/// <param name="stride">Every stride-th column lies together, as a <see cref="Halo"/> copies them.</param>
internal readonly unsafe struct Plane(float* cells, int top, int left, int rows, int columns, nint rowPitch, int stride = 1)
{
    public int Stride => stride;

    public int Columns => columns;

    /// <summary>Floats of a row.</summary>
    public int Length => PhaseWidth * stride * 16;

    public nint RowPitch => rowPitch;

    private int PhaseWidth => (columns + stride - 1) / stride;

    public static Plane Of(in Surface surface, int image, int block) => new(surface.At(image, block, 0, 0), 0, 0, surface.Height, surface.Width, surface.RowPitch);

    public static Plane Of(in Halo halo, float* cells) => new(cells, halo.Top, halo.Left, halo.Rows, halo.Columns, halo.RowPitch, halo.Stride);

    public bool Has(int row) => (uint)(row - top) < (uint)rows;

    /// <summary>Floats from the start of a row to a column of the image.</summary>
    public int Column(int column) => stride == 1 ? (column - left) * 16 : (((column - left) % stride * PhaseWidth) + ((column - left) / stride)) * 16;

    /// <summary>The first pixel that a row of the image has here.</summary>
    public float* Row(int row) => cells + ((row - top) * rowPitch);

    /// <summary>Asks for rows of the image that are soon read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Ask(int first, int last)
    {
        for (int row = first; row <= last; row++)
        {
            if (Has(row))
            {
                Memory.Ask(Row(row), Length);
            }
        }
    }
}
