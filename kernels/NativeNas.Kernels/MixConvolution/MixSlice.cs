using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A group's channels [First, First + Channels) and its taps.</summary>
public readonly record struct MixSlice(int First, int Channels, int Kernel, int Dilation)
{
    public int FirstBlock => First >> 4;

    public int Blocks => ((First + Channels + 15) >> 4) - FirstBlock;

    public bool Touches(int block) => block >= FirstBlock && block < FirstBlock + Blocks;

    /// <summary>Where a tap of the group lies among the taps of a block's window; centres coincide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Tap(int tap, int blockKernel, int blockDilation)
    {
        int i = (((tap / Kernel) - (Kernel / 2)) * Dilation / blockDilation) + (blockKernel / 2);
        int j = (((tap % Kernel) - (Kernel / 2)) * Dilation / blockDilation) + (blockKernel / 2);
        return (i * blockKernel) + j;
    }
}
