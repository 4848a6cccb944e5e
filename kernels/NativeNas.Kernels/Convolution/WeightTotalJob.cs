using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>dw of one output and one input block: the chunks' shares added in their order, put into logical order.</summary>
/// <param name="transposed">Whether shares are [16 outputs, 16 inputs] instead of [16 inputs, 16 outputs].</param>
internal readonly unsafe struct WeightTotalJob(ConvolutionGeometry g, int chunks, bool transposed, float* partials, float* dw, bool accumulate) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int taps = g.Window.Taps, block = piece / g.Blocks, read = piece % g.Blocks;
        int inputs = Math.Min(16, g.Channels - (read * 16)), outputs = Math.Min(16, g.OutChannels - (block * 16));
        float* source = partials + ((nint)piece * taps * 256);
        float* sums = stackalloc float[256];
        float* turned = stackalloc float[256];

        for (int tap = 0; tap < taps; tap++)
        {
            Sum(transposed ? outputs : inputs, source + (tap * 256), sums);

            if (!transposed)
            {
                Transposition.Run(inputs, 16, sums, 16, turned, 16);
            }

            Put(inputs, outputs, transposed ? sums : turned, dw + ((((nint)block * 16 * g.Channels) + (read * 16)) * taps) + tap);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int rows, float* source, float* sums)
    {
        nint chunk = (nint)g.OutBlocks * g.Blocks * g.Window.Taps * 256;

        for (int i = 0; i < rows * 16; i += 16)
        {
            Vector512<float> sum = Vector512.Load(source + i);

            for (int c = 1; c < chunks; c++)
            {
                sum += Vector512.Load(source + i + (c * chunk));
            }

            sum.Store(sums + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Put(int inputs, int outputs, float* sums, float* target)
    {
        int taps = g.Window.Taps;

        for (int o = 0; o < outputs; o++, sums += 16, target += (nint)g.Channels * taps)
        {
            if (taps == 1 && inputs == 16)
            {
                (accumulate ? Vector512.Load(target) + Vector512.Load(sums) : Vector512.Load(sums)).Store(target);
                continue;
            }

            for (int i = 0; i < inputs; i++)
            {
                target[i * taps] = accumulate ? target[i * taps] + sums[i] : sums[i];
            }
        }
    }
}
