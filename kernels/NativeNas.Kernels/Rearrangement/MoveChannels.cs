using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>A run of channels in tensors of one area: where it starts among channels that fill Blocks blocks an image.</summary>
public readonly record struct ChannelRun(int Start, int Blocks);

/// <summary>
/// y[n, to + c] = x[n, from + c] for c below count, at any alignment; a run that ends y clears the lanes behind it.
/// Concatenation and split, each the other's gradient.
/// </summary>
/// <param name="count">Channels to move; 0 with an end clears all lanes from the start on.</param>
/// <param name="end">Channel of y up to which lanes behind the run are cleared.</param>
public readonly partial struct MoveChannels(int images, int area, ChannelRun from, ChannelRun to, int count, int end, Region x, Region y, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int first = to.Start / 16, last = (end + 15) / 16;
        on.Launch(
            new(area, last - first, images),
            new MoveChannelsKernel<TView, TValue>(area, from.Start, from.Blocks, to.Start, to.Blocks, count, end, on.View(x), on.Sink(y, accumulate)));
    }
}

public readonly struct MoveChannelsKernel<TView, TValue>(int area, int from, int fromBlocks, int to, int toBlocks, int count, int end, TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int block = (to / 16) + row;
        int target = ((((plane * toBlocks) + block) * area) + column) * 16;

        if ((((from | to) & 15) == 0) & (((block * 16) + 16 <= to + count) | (((block * 16) + 16 <= end) & (count > 0))))
        {
            int source = ((((plane * fromBlocks) + (from / 16) + row) * area) + column) * 16;
            y.Put(target + lane, TValue.Keep(x[source + lane], lane, to + count - (block * 16)));
        }
        else
        {
            for (int i = 0; i < TValue.Lanes; i++)
            {
                int channel = (block * 16) + lane + i, source = channel - to + from;

                if ((channel >= to) & (channel < to + count))
                {
                    y.PutCell(target + lane + i, x.Cell((((((plane * fromBlocks) + (source / 16)) * area) + column) * 16) + (source & 15)));
                }
                else if ((channel >= to) & (channel < end))
                {
                    y.PutCell(target + lane + i, 0f);
                }
            }
        }
    }
}
