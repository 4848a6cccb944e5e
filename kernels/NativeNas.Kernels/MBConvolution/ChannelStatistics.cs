using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Where the statistics of what an operation writes go, as <see cref="BatchStatistics"/> has them, the variance unbiased.</summary>
public readonly record struct ChannelStatistics(float Epsilon, Region Mean, Region Variance, Region Inverse)
{
    /// <summary>From what has been written.</summary>
    internal void Read<TView, TValue>(Device<TView, TValue> on, PixelPieces pieces, Region y)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Run(new BatchStatistics(pieces, Epsilon, unbiased: true, y, Mean, Variance, Inverse));

    /// <summary>From the moments of pieces, [blocks, pieces], in their order.</summary>
    internal unsafe void Combine(CpuWork work, int blocks, int pieces, Moments<Block>* moments)
    {
        PointerView<Block> mean = new(work.Cells(Mean)), variance = new(work.Cells(Variance)), inverse = new(work.Cells(Inverse));
        BatchStatisticsKernel<PointerView<Block>, Block> kernel = new(default, Epsilon, 1, default, mean, variance, inverse);
        work.Phase(blocks, new StoreJob<BatchStatisticsKernel<PointerView<Block>, Block>, Moments<Block>, Block>(kernel, moments, pieces));
    }
}
