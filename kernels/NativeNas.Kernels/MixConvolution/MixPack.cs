using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>One group's weights [C, 1, K, K] into the packed weights of its blocks, which hold zeros.</summary>
public readonly struct MixPack(MixSlice slice, Region table, Region w, Region packed) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(slice.Kernel * slice.Kernel, slice.Blocks, 1), new MixPackKernel<TView, TValue>(slice, new(on.View(table)), on.View(w), on.View(packed)));
}

public readonly struct MixPackKernel<TView, TValue>(MixSlice slice, MixTable<TView, TValue> table, TView w, TView packed) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int block = slice.FirstBlock + row;
        int at = table.Start(block) + (slice.Tap(column, table.Kernel(block), table.Dilation(block)) * 16);

        for (int i = lane; i < lane + TValue.Lanes; i++)
        {
            int channel = (block * 16) + i - slice.First;

            if ((uint)channel < (uint)slice.Channels)
            {
                packed.Cell(at + i) = w.Cell((channel * slice.Kernel * slice.Kernel) + column);
            }
        }
    }
}
