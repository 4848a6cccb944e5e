using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>total[i, j] += Σ over the pixels of a tile's segments of x[i]·lanes[j], for any number of neighbouring floats x[i].</summary>
/// <param name="vectors">Blocks in the lanes, one to three.</param>
internal readonly unsafe struct OuterProducts(Tile<Adjacent> tile, int vectors)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int count, float* x, in Target total)
    {
        int widest = vectors == 1 ? Counts.Most : 8, tiles = (count + widest - 1) / widest;

        for (int i = 0; i < tiles; i++)
        {
            int from = count * i / tiles, to = count * (i + 1) / tiles;
            new TileCall<Adjacent>(tile, x + from, total.Offset(from, 0)).Run(to - from, vectors);
        }
    }
}
