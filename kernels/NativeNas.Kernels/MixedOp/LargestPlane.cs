using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The largest x under each window of a plane whose copy has −∞ around it.</summary>
/// <param name="taps">Floats from a window's first input to each of its inputs.</param>
internal readonly unsafe struct LargestPlane(Window window, Halo halo, Segment* taps)
{
    /// <summary>NaN wins over numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(float* padded, int rows, int columns, float* y)
    {
        for (int row = 0; row < rows; row++)
        {
            float* x = padded + ((nint)row * window.StrideHeight * halo.RowPitch);

            for (int column = 0; column < columns; column++, x += 16, y += 16)
            {
                Largest(x).Store(y);
            }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Largest(float* x)
    {
        Vector512<float> best = Vector512.Load(x + taps[0].X);

        for (int tap = 1; tap < window.Taps; tap++)
        {
            Vector512<float> value = Vector512.Load(x + taps[tap].X);
            best = Vector512.ConditionalSelect(Vector512.LessThan(best, value) | Vector512.IsNaN(value), value, best);
        }

        return best;
    }
}
