namespace NativeNas.Kernels.Tiles;

/// <summary>A batch of images in memory: extents, and pitches in floats from image to image, block to block, and so on.</summary>
internal readonly unsafe struct Surface
{
    public float* Cells { get; init; }

    public int Images { get; init; }

    public int Channels { get; init; }

    public int Height { get; init; }

    public int Width { get; init; }

    /// <summary>Whether channels lie in planes (an image of few channels) instead of blocks.</summary>
    public bool Planes { get; init; }

    public int ImagePitch { get; init; }

    public int BlockPitch { get; init; }

    public int RowPitch { get; init; }

    public int PixelPitch { get; init; }

    public int Blocks => (Channels + 15) >> 4;

    public static Surface Blocked(float* cells, int images, int channels, int height, int width) => new()
    {
        Cells = cells,
        Images = images,
        Channels = channels,
        Height = height,
        Width = width,
        ImagePitch = ((channels + 15) & ~15) * height * width,
        BlockPitch = height * width * 16,
        RowPitch = width * 16,
        PixelPitch = 16,
    };

    public static Surface OfPlanes(float* cells, int images, int channels, int height, int width) =>
        Blocked(cells, images, channels, height, width) with { Planes = true, ImagePitch = channels * height * width, RowPitch = width, PixelPitch = 1 };

    /// <summary>The same pixels in one row; of images of one pixel, the images are the pixels.</summary>
    public Surface Flat() => Height * Width == 1
        ? this with { Images = 1, Width = Images, PixelPitch = ImagePitch, RowPitch = 0 }
        : this with { Height = 1, Width = Height * Width };

    /// <summary>Neighbouring pixels of a row as a tile's target, from a block on.</summary>
    /// <param name="bias">Of block 0; null for none.</param>
    public Target Target(int image, int block, int row, int column, float* bias = null) =>
        new(At(image, block, row, column), PixelPitch, BlockPitch) { Start = bias is null ? null : bias + (block * 16), StartBlockPitch = 16 };

    public float* At(int image, int block, int row, int column) =>
        Cells + ((nint)image * ImagePitch) + ((nint)block * BlockPitch) + ((nint)row * RowPitch) + ((nint)column * PixelPitch);
}
