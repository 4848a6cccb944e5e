using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Convolution;

/// <summary>dw of one output and one input block: the chunks' shares added in their order, put into logical order.</summary>
internal readonly unsafe struct WeightTotalJob(ConvolutionGeometry g, int chunks, float* partials, float* dw, bool accumulate) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int taps = g.Window.Taps, block = piece / g.Blocks, read = piece % g.Blocks;
        int inputs = Math.Min(16, g.Channels - (read * 16)), outputs = Math.Min(16, g.OutChannels - (block * 16));
        nint chunk = (nint)g.OutBlocks * g.Blocks * taps * 256;
        float* source = partials + ((nint)piece * taps * 256);
        float* lanes = stackalloc float[16];

        for (int tap = 0; tap < taps; tap++)
        {
            for (int i = 0; i < inputs; i++)
            {
                float* at = source + (((tap * 16) + i) * 16);
                Vector512<float> sum = Vector512.Load(at);

                for (int c = 1; c < chunks; c++)
                {
                    sum += Vector512.Load(at + (c * chunk));
                }

                sum.Store(lanes);
                float* target = dw + (((((nint)block * 16 * g.Channels) + (read * 16) + i) * taps) + tap);

                for (int o = 0; o < outputs; o++)
                {
                    float* cell = target + ((nint)o * g.Channels * taps);
                    *cell = accumulate ? *cell + lanes[o] : lanes[o];
                }
            }
        }
    }
}
