using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>dx takes what the poolings give back to each position, at any stride.</summary>
public readonly struct PoolBackwardKernel<TView, TValue>(PlaneGeometry pool, PoolReaders<TView, TValue> readers, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public void Invoke(int lane, int column, int row, int plane) =>
        dx.Put((((((plane * pool.Height) + row) * pool.Width) + column) * 16) + lane, readers.Sum(lane, column, row, plane));
}
