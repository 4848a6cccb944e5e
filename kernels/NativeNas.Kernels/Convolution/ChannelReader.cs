using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// Reads, for the lanes of an output block, the k-th channel of the group that each lane belongs to. One broadcast
/// where the lanes share a group, else a lane at a time.
/// </summary>
/// <param name="read">Channels of a group on the read side.</param>
/// <param name="written">Channels of a group on the side of the lanes.</param>
public readonly struct ChannelReader<TView, TValue>(TView x, int planes, int channels, int area, int groups, int read, int written)
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <param name="channel">Channel of the first lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue At(int image, int channel, int k, int pixel)
    {
        int low = Group(channel), high = Group(channel + TValue.Lanes - 1);
        TValue value = TValue.Of(x.Cell(Index(image, (low * read) + k, pixel)));

        if (low != high)
        {
            for (int lane = 1; lane < TValue.Lanes; lane++)
            {
                value = TValue.WithLane(value, lane, x.Cell(Index(image, (Group(channel + lane) * read) + k, pixel)));
            }
        }

        return value;
    }

    /// <summary>Group of a channel; padding lanes count to the last, where their weights are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Group(int channel)
    {
        int group = channel / written;
        return group < groups ? group : groups - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Index(int image, int channel, int pixel) => planes != 0
        ? (((image * channels) + channel) * area) + pixel
        : (((((image * ((channels + 15) >> 4)) + (channel >> 4)) * area) + pixel) * 16) + (channel & 15);
}
