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
    public int Scratch => g.Window.KernelHeight * Slot;

    /// <summary>Floats of a row of outputs.</summary>
    private int Row => g.OutWidth * 16;

    private int Slot => 2 * (rows.Line + Row);

    /// <summary>dx += the gradient.</summary>
    /// <param name="rates">Of the norm that reads the pooling.</param>
    public void Run(float* x, float* dy, in NormRates rates, Vector512<float> mean, float* scratch, float* dx)
    {
        int height = g.Window.KernelHeight, next = 0, done = 0;
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

            for (int i = first; i < last; i++)
            {
                taps[i - first] = (nint)(Largest(scratch, i) - Largest(scratch, first));
            }

            Across(Largest(scratch, first), taps, last - first, dy + ((nint)row * Row), rates, mean);
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

        Along(line, taps, g.Window.KernelWidth, largest);
        NormPlane.Add(line + rows.Line + (g.Window.Left * 16), g.Width, dx + ((nint)row * g.Width * 16));
    }

    /// <summary>From a row of outputs to the largest of the rows under it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Across(float* x, nint* taps, int count, float* dy, in NormRates r, Vector512<float> mean)
    {
        Taps under = new(taps, count, Row);
        (Vector512<float> rate, Vector512<float> centre, Vector512<float> along) = (r.Rate, r.Centre, r.Along);

        for (float* end = x + Row; x < end; x += 16, dy += 16)
        {
            Vector512<float> largest = under.Largest(x);
            under.Give(x, largest, rate * Vector512.FusedMultiplyAdd(mean - largest, along, Vector512.Load(dy) - centre));
        }
    }

    /// <summary>From the largest along a row to its values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Along(float* x, nint* taps, int count, float* largest)
    {
        Taps under = new(taps, count, rows.Line);
        nint step = g.Window.StrideWidth * 16, apart = Row;

        for (float* end = largest + apart; largest < end; largest += 16, x += step)
        {
            under.Give(x, Vector512.Load(largest), Vector512.Load(largest + apart));
        }
    }
}
