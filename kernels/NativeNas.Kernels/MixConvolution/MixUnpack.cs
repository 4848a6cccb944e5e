using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>One group's gradient [C, 1, K, K] out of the packed gradients of its blocks.</summary>
public readonly struct MixUnpack(MixSlice slice, Region table, Region packed, Region dw, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(slice.Kernel * slice.Kernel, slice.Blocks, 1), new MixUnpackKernel<TView, TValue>(slice, new(on.View(table)), on.View(packed), on.Sink(dw, accumulate)));
}

public readonly struct MixUnpackKernel<TView, TValue>(MixSlice slice, MixTable<TView, TValue> table, TView packed, Sink<TView, TValue> dw) : IKernel
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
                dw.PutCell((channel * slice.Kernel * slice.Kernel) + column, packed.Cell(at + i));
            }
        }
    }
}
