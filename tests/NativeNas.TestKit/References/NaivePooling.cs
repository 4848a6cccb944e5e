using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>Pooling in float64 over the list of positions under each window.</summary>
public static class NaivePooling
{
    public static double[] Maximum(double[] x, Shape shape, Window window) =>
        Pool(shape, window, (inside, _, plane) => inside.Select(p => x[(plane * shape.Area) + p]).DefaultIfEmpty(0).Max());

    /// <param name="taps">A tap an output, row by row through its window; 0 comes from padding and from no tap at all.</param>
    public static double[] AtTaps(double[] x, double[] taps, Shape shape, Window window)
    {
        int height = NaiveWindow.Rows(window, shape.H), width = NaiveWindow.Columns(window, shape.W);
        return [.. taps.Select((tap, at) =>
        {
            int plane = at / (height * width), oy = at / width % height, ox = at % width;
            int iy = (oy * window.StrideHeight) + ((int)tap / window.KernelWidth * window.DilationHeight) - window.Top;
            int ix = (ox * window.StrideWidth) + ((int)tap % window.KernelWidth * window.DilationWidth) - window.Left;
            bool inside = tap >= 0 && iy >= 0 && iy < shape.H && ix >= 0 && ix < shape.W;
            return inside ? x[(plane * shape.Area) + (iy * shape.W) + ix] : 0;
        })];
    }

    public static double[] Average(double[] x, Shape shape, Window window, bool countPadding) =>
        Pool(shape, window, (inside, padded, plane) =>
        {
            int count = countPadding ? padded : inside.Count;
            return count == 0 ? 0 : inside.Sum(p => x[(plane * shape.Area) + p]) / count;
        });

    /// <param name="of">From the pixels under the window, the positions of the padded image under it, and the plane.</param>
    private static double[] Pool(Shape shape, Window window, Func<List<int>, int, int, double> of)
    {
        List<double> y = [];

        for (int plane = 0; plane < shape.N * shape.C; plane++)
        {
            for (int oy = 0; oy < NaiveWindow.Rows(window, shape.H); oy++)
            {
                for (int ox = 0; ox < NaiveWindow.Columns(window, shape.W); ox++)
                {
                    List<int> inside = [];
                    int padded = 0;

                    for (int i = 0; i < window.KernelHeight; i++)
                    {
                        for (int j = 0; j < window.KernelWidth; j++)
                        {
                            int iy = (oy * window.StrideHeight) + (i * window.DilationHeight) - window.Top;
                            int ix = (ox * window.StrideWidth) + (j * window.DilationWidth) - window.Left;
                            padded += iy < shape.H + window.Bottom && ix < shape.W + window.Right ? 1 : 0;

                            if (iy >= 0 && iy < shape.H && ix >= 0 && ix < shape.W)
                            {
                                inside.Add((iy * shape.W) + ix);
                            }
                        }
                    }

                    y.Add(of(inside, padded, plane));
                }
            }
        }

        return [.. y];
    }
}
