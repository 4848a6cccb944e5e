using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>A rectangle of one plane of an image, in place or copied: where it begins in the image, and its extents.</summary>
internal readonly unsafe struct Plane(float* cells, int top, int left, int rows, int columns, nint rowPitch)
{
    public int Left => left;

    public int Columns => columns;

    public nint RowPitch => rowPitch;

    public static Plane Of(in Surface surface, int image, int block) => new(surface.At(image, block, 0, 0), 0, 0, surface.Height, surface.Width, surface.RowPitch);

    public static Plane Of(in Halo halo, float* cells) => new(cells, halo.Top, halo.Left, halo.Rows, halo.Columns, halo.RowPitch);

    public bool Has(int row) => (uint)(row - top) < (uint)rows;

    /// <summary>The first pixel that a row of the image has here.</summary>
    public float* Row(int row) => cells + ((row - top) * rowPitch);
}
