using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using Xunit;

namespace NativeNas.Autodiff.Tests.Ops;

public class SqueezeExciteTests
{
    [Theory]
    [OnEveryDevice(2, 24, 6, 5, 3)]
    [OnEveryDevice(1, 40, 10, 1, 9)]
    [OnEveryDevice(3, 3, 1, 4, 4)]
    [OnEveryDevice(17, 8, 20, 2, 3)]
    public void Gradient_matches_finite_differences(int images, int channels, int squeezed, int height, int width, Device device)
    {
        Shape x = new(images, channels, height, width);
        Gradcheck.Holds(device, new SqueezeExcite(), Inputs(x, squeezed), v => [Reference(v, x, squeezed)]);
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit() =>
        SameBits.OfScalarAndVector(new SqueezeExcite(), Inputs(new(3, 24, 5, 3), 6));

    [Fact]
    public void Threads_do_not_matter()
    {
        SameBits.ForAnyThreads(new SqueezeExcite(), Inputs(new(3, 40, 5, 3), 6));
        SameBits.ForAnyThreads(new SqueezeExcite(), Inputs(new(18, 24, 5, 3), 6));
    }

    private static CheckedInput[] Inputs(Shape x, int squeezed) =>
    [
        x,
        new(new(squeezed, x.C), Layout.Planes),
        new(new(squeezed), Layout.Planes),
        new(new(x.C, squeezed), Layout.Planes),
        new(new(x.C), Layout.Planes),
    ];

    /// <param name="v">x, reduce, its bias, expand, its bias.</param>
    private static double[] Reference(double[][] v, Shape x, int squeezed)
    {
        double[] y = new double[x.Length];

        for (int n = 0; n < x.N; n++)
        {
            double[] mean = [.. Enumerable.Range(0, x.C).Select(c => v[0].AsSpan(((n * x.C) + c) * x.Area, x.Area).ToArray().Average())];
            double[] z = [.. Enumerable.Range(0, squeezed).Select(s => v[2][s] + mean.Select((m, c) => m * v[1][(s * x.C) + c]).Sum())];

            for (int c = 0; c < x.C; c++)
            {
                double u = v[4][c] + z.Select((t, s) => t / (1 + Math.Exp(-t)) * v[3][(c * squeezed) + s]).Sum();

                for (int p = ((n * x.C) + c) * x.Area; p < ((n * x.C) + c + 1) * x.Area; p++)
                {
                    y[p] = v[0][p] / (1 + Math.Exp(-u));
                }
            }
        }

        return y;
    }
}
