using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A plan's table in device memory.</summary>
public readonly struct MixTable<TView, TValue>(TView table)
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Kernel(int block) => (int)table.Cell(block * 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Dilation(int block) => (int)table.Cell((block * 16) + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int block) => (int)table.Cell((block * 16) + 2);
}
