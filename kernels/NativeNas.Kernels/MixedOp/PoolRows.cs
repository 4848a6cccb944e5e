using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

/// <summary>A window without dilation that is pooled a direction at a time, over rows which lie in the first-level cache.</summary>
internal readonly unsafe struct PoolRows<TRule>(PlaneGeometry g)
    where TRule : struct, IPoolRule
{
    /// <summary>Floats of a row of x with its surroundings.</summary>
    public int Line => 16 * Math.Max(g.Window.Left + g.Width, ((g.OutWidth - 1) * g.Window.StrideWidth) + g.Window.KernelWidth);

    /// <summary>The rows of x under an output row's windows.</summary>
    public (int First, int Last) Under(int row)
    {
        int top = (row * g.Window.StrideHeight) - g.Window.Top;
        return (Math.Max(0, top), Math.Min(g.Height, top + g.Window.KernelHeight));
    }

    /// <summary>A row of outputs: across the rows of one block's plane x, then along.</summary>
    /// <param name="line">Scratch of <see cref="Line"/> floats, surrounded once.</param>
    public void Forward(float* x, int row, float* line, float* y)
    {
        (int first, int last) = Under(row);
        Fold(x + ((nint)first * g.Width * 16), last - first, g.Width * 16, g.Width, 16, line + (g.Window.Left * 16));
        Along(line, y);
    }

    /// <summary>Pools a surrounded row.</summary>
    public void Along(float* line, float* y) => Fold(line, g.Window.KernelWidth, 16, g.OutWidth, g.Window.StrideWidth * 16, y);

    /// <summary>The surroundings of a row that is written by others.</summary>
    public void Surround(float* line)
    {
        int right = (g.Window.Left + g.Width) * 16;
        new Span<float>(line, g.Window.Left * 16).Fill(TRule.Beyond);
        new Span<float>(line + right, Line - right).Fill(TRule.Beyond);
    }

    /// <summary>Pools runs of values that lie a step apart.</summary>
    /// <param name="pixel">Floats from the first value of an output to that of its neighbour.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(float* x, int count, nint step, int pixels, nint pixel, float* y)
    {
        if (count == 3)
        {
            float* b = x + step, c = b + step;

            for (int i = 0; i < pixels; i++, y += 16)
            {
                nint at = i * pixel;
                Memory.AskAhead(c + at);
                TRule.Of(TRule.Of(Vector512.Load(x + at), Vector512.Load(b + at)), Vector512.Load(c + at)).Store(y);
            }

            return;
        }

        for (int i = 0; i < pixels; i++, x += pixel, y += 16)
        {
            Vector512<float> value = Vector512.Load(x);

            for (int tap = 1; tap < count; tap++)
            {
                value = TRule.Of(value, Vector512.Load(x + (tap * step)));
            }

            value.Store(y);
        }
    }
}
