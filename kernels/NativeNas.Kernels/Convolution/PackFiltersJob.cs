using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>Packs a run of rows of one block's weights of every tap.</summary>
internal readonly unsafe struct PackFiltersJob(ConvolutionGeometry g, bool transposed, float* w, float* packed) : ICpuJob
{
    public const int MostRows = 256;

    public void Run(int piece)
    {
        int depth = transposed ? g.OutChannels : g.Channels, channels = transposed ? g.Channels : g.OutChannels;
        int slices = (depth + MostRows - 1) / MostRows, block = piece / slices, from = piece % slices * MostRows, to = Math.Min(depth, from + MostRows);
        int lanes = Math.Min(16, channels - (block * 16));

        if (transposed)
        {
            for (int k = from; k < to; k++)
            {
                Inputs(k, block, lanes);
            }
        }
        else
        {
            Outputs(block, lanes, from, to);
        }
    }

    /// <summary>Lanes are outputs: their inputs and taps lie side by side in w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Outputs(int block, int lanes, int from, int to)
    {
        int taps = g.Window.Taps, end = to * taps;
        float* rows = stackalloc float[256];

        for (int at = from * taps; at < end; at += 16)
        {
            int columns = Math.Min(16, end - at);
            float* source = w + ((nint)block * 16 * g.Channels * taps) + at;

            if (taps == 1)
            {
                Transposition.Run(lanes, columns, source, g.Channels, Packed(block, 0, g.Channels, at), 16);
                continue;
            }

            Transposition.Run(lanes, columns, source, (nint)g.Channels * taps, rows, 16);

            for (int i = 0; i < columns; i++)
            {
                (int k, int tap) = Math.DivRem(at + i, taps);
                Vector512.Load(rows + (i * 16)).Store(Packed(block, tap, g.Channels, k));
            }
        }
    }

    /// <summary>Lanes are inputs: of one output, they lie side by side in w but for the taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Inputs(int output, int block, int lanes)
    {
        int taps = g.Window.Taps;
        float* source = w + ((((nint)output * g.Channels) + (block * 16)) * taps);

        for (int tap = 0; tap < taps; tap++)
        {
            float* target = Packed(block, tap, g.OutChannels, output);

            if (taps == 1 && lanes == 16)
            {
                Vector512.Load(source).Store(target);
                continue;
            }

            for (int lane = 0; lane < 16; lane++)
            {
                target[lane] = lane < lanes ? source[(lane * taps) + tap] : 0f;
            }
        }
    }

    private float* Packed(int block, int tap, int depth, int k) => packed + (((((nint)block * g.Window.Taps) + tap) * depth) + k) * 16;
}
