using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>states[group, piece, lane] of a reduction: column is the piece, plane the group.</summary>
public readonly struct GatherKernel<TView, TValue, TKernel, TState>(TKernel kernel, TView states, int pieces) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TKernel : struct, IReduction<TState>
    where TState : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane) =>
        states.At<TState>((((plane * pieces) + column) * (16 / TValue.Lanes)) + (lane / TValue.Lanes)) = kernel.Gather(lane, plane, column);
}
