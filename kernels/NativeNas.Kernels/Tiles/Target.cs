using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>Where a tile's sums go, and what they are added to: y itself, a bias, or nothing.</summary>
internal readonly unsafe struct Target(float* y, nint pitch, nint blockPitch)
{
    public float* Y { get; private init; } = y;

    /// <summary>Floats from a row of the tile to its next.</summary>
    public nint Pitch { get; init; } = pitch;

    /// <summary>Floats from a vector of the tile to its next.</summary>
    public nint BlockPitch { get; } = blockPitch;

    /// <summary>What is added, laid out as y with pitches of its own; null for nothing.</summary>
    public float* Start { get; init; }

    public nint StartPitch { get; init; }

    public nint StartBlockPitch { get; init; }

    /// <summary>The same outputs, added to.</summary>
    public Target Accumulated => this with { Start = Y, StartPitch = Pitch, StartBlockPitch = BlockPitch };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Target Offset(nint rows, nint blocks) => this with
    {
        Y = Y + (rows * Pitch) + (blocks * BlockPitch),
        Start = Start is null ? null : Start + (rows * StartPitch) + (blocks * StartBlockPitch),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c)
        where TVectors : struct, ISize
    {
        Put(row, 0, a);

        if (default(TVectors).Value > 1)
        {
            Put(row, 1, b);
        }

        if (default(TVectors).Value > 2)
        {
            Put(row, 2, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int row, int block, Vector512<float> sum) =>
        (Start is null ? sum : sum + Vector512.Load(Start + (row * StartPitch) + (block * StartBlockPitch))).Store(Y + (row * Pitch) + (block * BlockPitch));
}
