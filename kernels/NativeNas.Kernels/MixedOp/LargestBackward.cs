using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// Norm and max pooling of one block's plane backward. A gradient goes across to the row whose largest value won, then
/// along that row: to the first of equals, to the last of NaNs. Rows under a window lie in a ring of slots, each a row of
/// x, its gradient, the largest along it and their gradient.
/// </summary>
internal readonly unsafe struct LargestBackward(PlaneGeometry g)
{
    private readonly PoolRows<LargestRule> rows = new(g);

    /// <summary>Floats of scratch.</summary>
    public int Scratch => (g.Window.KernelHeight * Slot) + (2 * Row);

    /// <summary>Floats of a row of outputs.</summary>
    private int Row => g.OutWidth * 16;

    private int Slot => 2 * (rows.Line + Row);

    /// <summary>dx += the gradient.</summary>
    /// <param name="rates">Of the norm that reads the pooling.</param>
    public void Run(float* x, float* dy, in NormRates rates, Vector512<float> mean, float* scratch, float* dx)
    {
        int height = g.Window.KernelHeight, next = 0, done = 0;
        float* y = scratch + (height * Slot), d = y + Row;
        nint* taps = stackalloc nint[Math.Max(height, g.Window.KernelWidth)];

        for (int slot = 0; slot < height; slot++)
        {
            rows.Surround(Line(scratch, slot));
        }

        for (int row = 0; row < g.OutHeight; row++)
        {
            (int first, int last) = rows.Under(row);

            for (; done < Math.Min(first, next); done++)
            {
                Leave(done, scratch, taps, dx);
            }

            done = first;

            for (next = Math.Max(next, first); next < last; next++)
            {
                Enter(next, x, scratch);
            }

            float* largest = Largest(scratch, first);
            NormPlane.Copy(largest, g.OutWidth, y);

            for (int i = first; i < last; i++)
            {
                float* other = Largest(scratch, i);
                taps[i - first] = (nint)(other - largest);
                PoolRows<LargestRule>.Fold(y, 2, (nint)(other - y), g.OutWidth, 16, y);
            }

            NormPlane.Backward(dy + ((nint)row * Row), y, g.OutWidth, rates, mean, d);
            Give(largest, taps, last - first, 16, Row, y, d);
        }

        for (; done < next; done++)
        {
            Leave(done, scratch, taps, dx);
        }
    }

    private float* Line(float* scratch, int row) => scratch + (row % g.Window.KernelHeight * Slot);

    private float* Largest(float* scratch, int row) => Line(scratch, row) + (2 * rows.Line);

    private void Enter(int row, float* x, float* scratch)
    {
        float* line = Line(scratch, row), largest = Largest(scratch, row);
        NormPlane.Copy(x + ((nint)row * g.Width * 16), g.Width, line + (g.Window.Left * 16));
        rows.Along(line, largest);
        new Span<float>(line + rows.Line, rows.Line).Clear();
        new Span<float>(largest + Row, Row).Clear();
    }

    private void Leave(int row, float* scratch, nint* taps, float* dx)
    {
        float* line = Line(scratch, row), largest = Largest(scratch, row);

        for (int i = 0; i < g.Window.KernelWidth; i++)
        {
            taps[i] = i * 16;
        }

        Give(line, taps, g.Window.KernelWidth, g.Window.StrideWidth * 16, rows.Line, largest, largest + Row);
        NormPlane.Add(line + rows.Line + (g.Window.Left * 16), g.Width, dx + ((nint)row * g.Width * 16));
    }

    /// <summary>Adds g to the gradient of the value among the taps that is the best.</summary>
    /// <param name="pixel">Floats from the first tap of an output to that of its neighbour.</param>
    /// <param name="apart">Floats from a value to its gradient.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Give(float* x, nint* taps, int count, nint pixel, nint apart, float* best, float* g)
    {
        (nint a, nint b, nint c) = count == 3 ? (taps[0], taps[1], taps[2]) : default;

        for (float* end = best + Row; best < end; best += 16, g += 16, x += pixel)
        {
            Vector512<float> largest = Vector512.Load(best), left = Vector512.Load(g);

            if (!Vector512.EqualsAll(largest, largest))
            {
                for (int tap = count - 1; tap >= 0; tap--)
                {
                    left = Give(Vector512.IsNaN(Vector512.Load(x + taps[tap])), left, x + taps[tap] + apart);
                }
            }

            if (count == 3)
            {
                left = Give(Vector512.Equals(Vector512.Load(x + a), largest), left, x + a + apart);
                left = Give(Vector512.Equals(Vector512.Load(x + b), largest), left, x + b + apart);
                _ = Give(Vector512.Equals(Vector512.Load(x + c), largest), left, x + c + apart);
                continue;
            }

            for (int tap = 0; tap < count; tap++)
            {
                left = Give(Vector512.Equals(Vector512.Load(x + taps[tap]), largest), left, x + taps[tap] + apart);
            }
        }
    }

    /// <returns>What is left for others.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Give(Vector512<float> wins, Vector512<float> g, float* target)
    {
        (Vector512.Load(target) + (g & wins)).Store(target);
        return Vector512.AndNot(g, wins);
    }
}
