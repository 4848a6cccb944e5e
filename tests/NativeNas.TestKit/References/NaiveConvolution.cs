using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.TestKit.References;

/// <summary>Grouped 2-D convolution as seven loops over float64.</summary>
public static class NaiveConvolution
{
    public static double[] Forward(double[] x, Shape xs, double[] w, Shape ws, Window window, int groups)
    {
        int oh = NaiveWindow.Rows(window, xs.H), ow = NaiveWindow.Columns(window, xs.W), perGroup = ws.N / groups;
        double[] y = new double[xs.N * ws.N * oh * ow];

        for (int n = 0; n < xs.N; n++)
        {
            for (int o = 0; o < ws.N; o++)
            {
                for (int oy = 0; oy < oh; oy++)
                {
                    for (int ox = 0; ox < ow; ox++)
                    {
                        double sum = 0;

                        for (int c = 0; c < ws.C; c++)
                        {
                            for (int i = 0; i < ws.H; i++)
                            {
                                for (int j = 0; j < ws.W; j++)
                                {
                                    int iy = (oy * window.StrideHeight) + (i * window.DilationHeight) - window.Top;
                                    int ix = (ox * window.StrideWidth) + (j * window.DilationWidth) - window.Left;

                                    if (iy >= 0 && iy < xs.H && ix >= 0 && ix < xs.W)
                                    {
                                        int channel = (o / perGroup * ws.C) + c;
                                        sum += x[(((((n * xs.C) + channel) * xs.H) + iy) * xs.W) + ix] * w[(((((o * ws.C) + c) * ws.H) + i) * ws.W) + j];
                                    }
                                }
                            }
                        }

                        y[(((((n * ws.N) + o) * oh) + oy) * ow) + ox] = sum;
                    }
                }
            }
        }

        return y;
    }

    /// <summary>y[n,c,·] + bias[c].</summary>
    public static double[] AddBias(double[] y, double[] bias, int images)
    {
        int area = y.Length / (images * bias.Length);
        return [.. y.Select((value, i) => value + bias[i / area % bias.Length])];
    }
}
