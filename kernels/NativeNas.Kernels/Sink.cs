using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels;

/// <summary>A gradient that is written, or added to where an earlier reader of the same value has written already.</summary>
public readonly struct Sink<TView, TValue>(TView view, int accumulate)
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int index, TValue value) => view[index] = accumulate == 0 ? value : view[index] + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutCell(int index, float value) => view.Cell(index) = accumulate == 0 ? value : view.Cell(index) + value;
}
