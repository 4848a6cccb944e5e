using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Rows of a plane's outputs cut evenly, so that the inputs of a band are about 2048 pixels. The shape alone decides.</summary>
internal readonly struct FilterBands(PlaneGeometry g)
{
    private const int Inputs = 2048;
    private readonly int rows = g.OutHeight;

    public int Count { get; } = Math.Clamp(((g.Height * g.Width) + (Inputs / 2)) / Inputs, 1, g.OutHeight);

    public int Top(int band) => (int)((long)rows * band / Count);

    /// <summary>The input rows of a plane that a run of output rows reads.</summary>
    public static (int First, int End) Reads(Window window, int height, int top, int count) => (
        Math.Max(0, (top * window.StrideHeight) - window.Top),
        Math.Min(height, ((top + count - 1) * window.StrideHeight) - window.Top + window.SpanHeight));
}
