using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>total[i, j] += Σ over the pixels of a tile's segments of x[i]·lanes[j], for any number of neighbouring floats x[i].</summary>
/// <param name="vectors">Blocks in the lanes, one to three.</param>
internal readonly unsafe struct OuterProducts(Tile<Adjacent> tile, int vectors)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int count, float* x, in Target total)
    {
        int widest = vectors == 1 ? 16 : 8, tiles = (count + widest - 1) / widest;
        (int size, int larger) = tiles == 0 ? (0, 0) : Math.DivRem(count, tiles);
        int rest = larger * (size + 1);
        tile.Run(size + 1, vectors, larger, x, total);
        tile.Run(size, vectors, tiles - larger, x + rest, total.Offset(rest, 0));
    }
}
