using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// Input blocks cut evenly into runs. Of a matrix product, a group of output blocks keeps its weights in the first-level
/// cache, beside a tile's input; of several taps, a run of output blocks keeps them in the second-level one.
/// </summary>
internal readonly struct Depths
{
    private const int MostOfGroup = 15 << 9;
    private const int MostOfRun = 1 << 17;

    private readonly int blocks;

    public Depths(int blocks, int outBlocks, int taps)
    {
        this.blocks = blocks;
        int most = Math.Max(1, taps == 1 ? MostOfGroup / (new TileShape(outBlocks).Widest * 256) : MostOfRun / (outBlocks * taps * 256));
        Count = (blocks + most - 1) / most;
        Widest = (blocks + Count - 1) / Count;
    }

    public int Count { get; }

    /// <summary>Blocks of the longest run.</summary>
    public int Widest { get; }

    public (int From, int To) this[int run] => (blocks * run / Count, blocks * (run + 1) / Count);
}
