using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>Pooling in float64 over the list of positions under each window.</summary>
public static class NaivePooling
{
    public static double[] Maximum(double[] x, Shape shape, Window window) =>
        Pool(shape, window, (inside, _, plane) => inside.Select(p => x[(plane * shape.Area) + p]).DefaultIfEmpty(0).Max());

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
            for (int oy = 0; oy < window.OutHeight(shape.H); oy++)
            {
                for (int ox = 0; ox < window.OutWidth(shape.W); ox++)
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
