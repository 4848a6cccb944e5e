using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>One plane of one block under a filter [taps, 16], over copies with zeros around them, so that no tap needs a guard.</summary>
internal readonly unsafe struct PlaneFilter(Window window, float* w)
{
    /// <summary>The inputs that a band of output rows reads.</summary>
    public static Halo Inputs(Window window, int top, int rows, int columns) => new(
        (top * window.StrideHeight) - window.Top,
        -window.Left,
        ((rows - 1) * window.StrideHeight) + window.SpanHeight,
        ((columns - 1) * window.StrideWidth) + window.SpanWidth,
        window.StrideWidth);

    /// <summary>A band of outputs.</summary>
    /// <param name="x">Filled by <paramref name="band"/>, which is <see cref="Inputs"/> of these rows and columns.</param>
    /// <param name="rowPitch">Floats from a row of y to its next.</param>
    public void Forward(in Halo band, float* x, int rows, int columns, float* y, int rowPitch) => new PlaneSweep(window, w, backward: false).Run(
        Plane.Of(band, x), (band.Top + window.Top) / window.StrideHeight, rows, columns, y, rowPitch, accumulate: false);

    /// <summary>dx of a run of rows.</summary>
    /// <param name="readers">Of these rows and all columns; its halo has filled dy.</param>
    /// <param name="dx">Their first pixel.</param>
    /// <param name="rowPitch">Floats from a row of dx to its next.</param>
    public void BackwardInput(in PhasedTaps readers, float* dy, int top, int rows, float* dx, int rowPitch, bool accumulate) =>
        new PlaneSweep(window, w, backward: true).Run(Plane.Of(readers.Halo, dy), top, rows, readers.Columns, dx, rowPitch, accumulate);

    /// <summary>dw += Σ over a band of outputs of x·dy.</summary>
    /// <param name="x">Filled by <paramref name="band"/>.</param>
    /// <param name="total">[taps, 16].</param>
    public static void BackwardWeight(Window window, in Halo band, float* x, int rows, int columns, float* dy, int rowPitch, float* total) =>
        new WeightSweep(window).Run(Plane.Of(band, x), (band.Top + window.Top) / window.StrideHeight, rows, columns, dy, rowPitch, total);
}
