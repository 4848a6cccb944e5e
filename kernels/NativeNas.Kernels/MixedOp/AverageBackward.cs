using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>Norm and average pooling of one block's plane backward: each output's gradient is dealt out along a row, that row across.</summary>
internal readonly unsafe struct AverageBackward(PlaneGeometry g, float* shares)
{
    private readonly PoolRows<TotalRule> rows = new(g);

    /// <summary>Floats of scratch.</summary>
    public int Scratch => (2 * rows.Line) + (2 * g.OutWidth * 16);

    /// <summary>dx += the gradient.</summary>
    /// <param name="rates">Of the norm that reads the pooling.</param>
    public void Run(float* x, float* dy, in NormRates rates, Vector512<float> mean, float* scratch, float* dx)
    {
        float* line = scratch + rows.Line, y = line + rows.Line, d = y + (g.OutWidth * 16);
        rows.Surround(scratch);

        for (int row = 0; row < g.OutHeight; row++)
        {
            rows.Forward(x, row, scratch, y);
            PoolPlane.Share(y, shares + (row * g.OutWidth), g.OutWidth);
            NormPlane.Backward(dy + ((nint)row * g.OutWidth * 16), y, g.OutWidth, rates, mean, d);
            PoolPlane.Share(d, shares + (row * g.OutWidth), g.OutWidth);
            Deal(d, line);
            (int first, int last) = rows.Under(row);

            for (int i = first; i < last; i++)
            {
                NormPlane.Add(line + (g.Window.Left * 16), g.Width, dx + ((nint)i * g.Width * 16));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deal(float* d, float* line)
    {
        new Span<float>(line, rows.Line).Clear();
        nint step = g.Window.StrideWidth * 16;

        for (int tap = 0; tap < g.Window.KernelWidth; tap++)
        {
            float* target = line + (tap * 16);

            for (int i = 0; i < g.OutWidth; i++, target += step)
            {
                (Vector512.Load(target) + Vector512.Load(d + (i * 16))).Store(target);
            }
        }
    }
}
