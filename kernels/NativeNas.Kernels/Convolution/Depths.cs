using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>Input blocks cut evenly into runs whose weights for a group of output blocks stay in the first-level cache, beside a tile's input.</summary>
internal readonly struct Depths
{
    private const int MostFloats = 15 << 9;

    private readonly int blocks;

    public Depths(int blocks, int outBlocks, int taps)
    {
        this.blocks = blocks;
        int most = Math.Max(1, MostFloats / (new TileShape(outBlocks).Widest * taps * 256));
        Count = (blocks + most - 1) / most;
        Widest = (blocks + Count - 1) / Count;
    }

    public int Count { get; }

    /// <summary>Blocks of the longest run.</summary>
    public int Widest { get; }

    public (int From, int To) this[int run] => (blocks * run / Count, blocks * (run + 1) / Count);
}
