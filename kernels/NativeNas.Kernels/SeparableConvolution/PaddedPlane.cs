using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>What a plane becomes while it is copied.</summary>
internal interface IPrologue
{
    Vector512<float> Of(Vector512<float> x);
}

/// <summary>x.</summary>
internal readonly struct Plain : IPrologue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => x;
}

/// <summary>max((x − mean)·scale + shift, 0) of one block's channels.</summary>
internal readonly struct NormRelu(Vector512<float> mean, Vector512<float> scale, Vector512<float> shift) : IPrologue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> y = Vector512.FusedMultiplyAdd(x - mean, scale, shift);
        return Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<float>.Zero), Vector512<float>.Zero, y);
    }
}

/// <summary>One block's plane in the middle of a copy that reaches beyond it, laid out as a <see cref="Halo"/>.</summary>
internal static unsafe class PaddedPlane
{
    /// <param name="around">What lies beyond the image.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TPrologue>(in Halo halo, float* x, int height, int width, float around, TPrologue prologue, float* to)
        where TPrologue : struct, IPrologue
    {
        TPrologue p = prologue;
        Vector512<float> beyond = Vector512.Create(around);

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
                    beyond.Store(target + (i * 16));
                }

                for (int i = first; i < last; i++)
                {
                    p.Of(Vector512.Load(read + ((nint)i * step))).Store(target + (i * 16));
                }

                for (int i = last; i < halo.PhaseWidth; i++)
                {
                    beyond.Store(target + (i * 16));
                }
            }
        }
    }

    /// <summary>Zeros around a middle that is written by others.</summary>
    public static void Clear(in Halo halo, int height, int width, float* to)
    {
        (int left, int right) = (Math.Clamp(-halo.Left, 0, halo.Columns), Math.Clamp(width - halo.Left, 0, halo.Columns));

        for (int row = 0; row < halo.Rows; row++, to += halo.RowPitch)
        {
            bool inside = (uint)(halo.Top + row) < (uint)height;
            new Span<float>(to, (inside ? left : halo.Columns) * 16).Clear();
            new Span<float>(to + (right * 16), (inside ? halo.Columns - right : 0) * 16).Clear();
        }
    }

    /// <summary>x += the copy's middle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMiddle(in Halo halo, float* from, float* x, int height, int width)
    {
        for (int phase = 0; phase < halo.Stride; phase++)
        {
            (int first, int last) = Inside(halo, width, phase);

            for (int row = Math.Max(0, -halo.Top); row < halo.Rows && halo.Top + row < height; row++)
            {
                float* source = from + ((nint)row * halo.RowPitch) + (phase * halo.PhaseWidth * 16);
                float* target = x + (((((nint)halo.Top + row) * width) + halo.Left + phase) * 16);

                for (int i = first; i < last; i++)
                {
                    float* at = target + ((nint)i * halo.Stride * 16);
                    (Vector512.Load(at) + Vector512.Load(source + (i * 16))).Store(at);
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
