using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The largest x under each window of a plane whose copy has −∞ around it.</summary>
/// <param name="taps">Floats from a window's first input to each of its inputs.</param>
internal readonly unsafe struct LargestPlane(Window window, Halo halo, Segment* taps)
{
    /// <summary>Floats of scratch that forward takes.</summary>
    public static int Scratch(Halo halo, int columns) => halo.Rows * columns * 16;

    /// <summary>Along the rows first, then across them. NaN wins over numbers.</summary>
    /// <param name="along">Scratch: the largest x of each row of a window.</param>
    public void Forward(float* padded, int rows, int columns, float* along, float* y)
    {
        for (int row = 0; row < halo.Rows; row++)
        {
            Largest(padded + ((nint)row * halo.RowPitch), taps, window.KernelWidth, columns, along + ((nint)row * columns * 16));
        }

        Segment* across = stackalloc Segment[window.KernelHeight];

        for (int i = 0; i < window.KernelHeight; i++)
        {
            across[i] = new(i * window.DilationHeight * columns * 16, 0, 1);
        }

        for (int row = 0; row < rows; row++)
        {
            Largest(along + ((nint)row * window.StrideHeight * columns * 16), across, window.KernelHeight, columns, y + ((nint)row * columns * 16));
        }
    }

    /// <summary>The gradient of each output goes to the first of its largest inputs; it is added there.</summary>
    /// <param name="gradient">Laid out as the copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(float* padded, int rows, int columns, float* y, float* dy, float* gradient)
    {
        int count = window.Taps;

        for (int row = 0; row < rows; row++)
        {
            nint at = (nint)row * window.StrideHeight * halo.RowPitch;

            for (int column = 0; column < columns; column++, at += 16, y += 16, dy += 16)
            {
                Vector512<float> best = Vector512.Load(y), g = Vector512.Load(dy);

                for (int tap = 0; tap < count; tap++)
                {
                    float* target = gradient + at + taps[tap].X;
                    Vector512<float> wins = Vector512.Equals(Vector512.Load(padded + at + taps[tap].X), best);
                    (Vector512.Load(target) + (g & wins)).Store(target);
                    g = Vector512.AndNot(g, wins);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Largest(float* x, Segment* taps, int count, int pixels, float* y)
    {
        nint end = (nint)pixels * 16;

        if (count == 3)
        {
            (nint a, nint b, nint c) = (taps[0].X, taps[1].X, taps[2].X);

            for (nint i = 0; i < end; i += 16)
            {
                Larger(Larger(Vector512.Load(x + a + i), Vector512.Load(x + b + i)), Vector512.Load(x + c + i)).Store(y + i);
            }

            return;
        }

        for (nint i = 0; i < end; i += 16)
        {
            Vector512<float> best = Vector512.Load(x + taps[0].X + i);

            for (int tap = 1; tap < count; tap++)
            {
                best = Larger(best, Vector512.Load(x + taps[tap].X + i));
            }

            best.Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Larger(Vector512<float> best, Vector512<float> value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(best, value) | Vector512.IsNaN(value), value, best);
}
