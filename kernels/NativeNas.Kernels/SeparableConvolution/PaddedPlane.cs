using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>One block's plane in the middle of a copy with zeros around it, laid out as a <see cref="Halo"/>.</summary>
internal static unsafe class PaddedPlane
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TPrologue>(in Halo halo, float* x, int height, int width, TPrologue prologue, float* to)
        where TPrologue : struct, IPrologue
    {
        TPrologue p = prologue;

        for (int phase = 0; phase < halo.Stride; phase++)
        {
            (int left, int right) = Inside(halo, width, phase);

            for (int row = 0; row < halo.Rows; row++)
            {
                int y = halo.Top + row;
                (int first, int last) = (uint)y < (uint)height ? (left, right) : (0, 0);
                float* target = to + ((nint)row * halo.RowPitch) + (phase * halo.PhaseWidth * 16);
                float* read = x + ((((nint)y * width) + halo.Left + phase) * 16);
                int step = halo.Stride * 16;

                for (int i = 0; i < first; i++)
                {
                    Vector512<float>.Zero.Store(target + (i * 16));
                }

                for (int i = first; i < last; i++)
                {
                    Memory.AskAhead(read + ((nint)i * step));
                    p.Of(Vector512.Load(read + ((nint)i * step))).Store(target + (i * 16));
                }

                for (int i = last; i < halo.PhaseWidth; i++)
                {
                    Vector512<float>.Zero.Store(target + (i * 16));
                }
            }
        }
    }

    /// <summary>Of one phase's columns, those inside the image.</summary>
    private static (int First, int Last) Inside(in Halo halo, int width, int phase)
    {
        int from = Math.Clamp(-halo.Left, 0, halo.Columns), to = Math.Clamp(width - halo.Left, from, halo.Columns), stride = halo.Stride;
        return (Math.Max(0, (from - phase + stride - 1) / stride), Math.Max(0, (to - phase + stride - 1) / stride));
    }
}
