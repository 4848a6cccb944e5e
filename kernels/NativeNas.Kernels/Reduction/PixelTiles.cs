using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Reduction;

/// <summary>
/// The pixels of one block of channels over all images, cut for groups of threads: some 2,048 tiles in all, of 256 to
/// 4,096 pixels, which are whole images where those are small and parts of one where they are large.
/// </summary>
public readonly struct PixelTiles
{
    private const int Tiles = 2048, Least = 256, Most = 4096;

    private readonly int images, blocks, area, imagesATile, pixelsATile, tilesAnImage;

    public PixelTiles(int images, int blocks, int area)
    {
        (this.images, this.blocks, this.area) = (images, blocks, area);
        int aim = (int)Math.Clamp((long)images * blocks * area / Tiles, Least, Most);
        imagesATile = Math.Min(images, Math.Max(1, aim / area));
        tilesAnImage = (area + aim - 1) / aim;
        pixelsATile = (area + tilesAnImage - 1) / tilesAnImage;
    }

    /// <summary>Tiles of one block.</summary>
    public int Count => (images + imagesATile - 1) / imagesATile * tilesAnImage;

    /// <summary>Where a slot of a group of threads begins to read a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PixelTile Tile(int block, int tile, int slot)
    {
        int run = tile / tilesAnImage, first = (tile - (run * tilesAnImage)) * pixelsATile, image = run * imagesATile;
        int pixels = area - first < pixelsATile ? area - first : pixelsATile, count = images - image < imagesATile ? images - image : imagesATile;
        int start = ((((image * blocks) + block) * area) + first) * 16;
        return new(count, blocks * area * 16, start + (slot * 16), start + (pixels * 16));
    }
}

/// <summary>A slot's pixels of a tile: in each of some images every slots-th from First on, before End.</summary>
/// <param name="Pitch">Floats from an image to the next.</param>
/// <param name="First">The first float of the slot's first block.</param>
/// <param name="End">The float behind the tile's last block in its first image.</param>
public readonly record struct PixelTile(int Images, int Pitch, int First, int End)
{
    /// <summary>Pixels that a slot reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pixels(int slots) => First < End ? Images * (((End - First - 16) / (16 * slots)) + 1) : 0;
}
