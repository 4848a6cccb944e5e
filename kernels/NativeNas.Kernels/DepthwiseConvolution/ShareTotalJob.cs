using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>One block's dw: the images' shares added in their order.</summary>
internal readonly unsafe struct ShareTotalJob<TFilters>(TFilters filters, int count, float* shares, float* dw) : ICpuJob
    where TFilters : struct, IFilters
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        int start = filters.Start(block), floats = filters.Window(block).Taps * 16, all = filters.Length;

        for (int at = start; at < start + floats; at += 16)
        {
            Vector512<float> sum = Vector512.Load(shares + at);

            for (int share = 1; share < count; share++)
            {
                sum += Vector512.Load(shares + ((nint)share * all) + at);
            }

            sum.Store(dw + at);
        }
    }
}
