using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.DepthwiseConvolution;

public class DepthwiseFormsTests
{
    [Theory]
    [MemberData(nameof(DepthwisePlanes.Seeds), MemberType = typeof(DepthwisePlanes))]
    public void Fast_forms_agree_with_portable_kernels(int seed)
    {
        PlaneGeometry g = DepthwisePlanes.Of(seed);
        using CpuDevice portable = new(1, CpuForms.Portable), fast = new(2);
        float[][] expected = Run(portable, g, seed), actual = Run(fast, g, seed);

        for (int i = 0; i < expected.Length; i++)
        {
            DepthwisePlanes.Near(expected[i], actual[i]);
        }
    }

    [Theory]
    [MemberData(nameof(DepthwisePlanes.Seeds), MemberType = typeof(DepthwisePlanes))]
    public void Staged_forms_agree_with_portable_kernels(int seed)
    {
        PlaneGeometry g = seed % 4 == 0 ? DepthwisePlanes.Of(seed) : DepthwisePlanes.OfSquare(seed);
        using CpuScalarDevice portable = new(1), staged = new(2, staged: true);
        float[][] expected = Run(portable, g, seed), actual = Run(staged, g, seed);

        for (int i = 0; i < expected.Length; i++)
        {
            DepthwisePlanes.Near(expected[i], actual[i]);
        }
    }

    private static float[][] Run(Device device, PlaneGeometry g, int seed)
    {
        using Buffer x = Hold(device, DepthwisePlanes.Pixels(seed, "x", g.Images, g.Channels, g.Height * g.Width));
        using Buffer w = Hold(device, DepthwisePlanes.Pixels(seed, "w", 1, g.Channels, g.Window.Taps));
        using Buffer dy = Hold(device, DepthwisePlanes.Pixels(seed, "dy", g.Images, g.Channels, g.OutHeight * g.OutWidth));
        using Buffer y = Nothing(device, dy.Length), dx = Nothing(device, x.Length), sum = Hold(device, Cells(x)), dw = Nothing(device, w.Length);
        device.Run(new DepthwiseForward(g, x.All, w.All, y.All));
        device.Run(new DepthwiseBackward(g, x.All, w.All, dy.All, dx.All, false, dw.All));
        device.Run(new DepthwiseBackward(g, null, w.All, dy.All, sum.All, true, null));
        return [Cells(y), Cells(dx), Cells(sum), Cells(dw)];
    }

    private static Buffer Hold(Device device, float[] cells)
    {
        Buffer buffer = device.Allocate(cells.Length);
        buffer.Write(0, cells);
        return buffer;
    }

    private static Buffer Nothing(Device device, int length) => Hold(device, [.. Enumerable.Repeat(float.NaN, length)]);

    private static float[] Cells(Buffer buffer)
    {
        float[] cells = new float[buffer.Length];
        buffer.Read(0, cells);
        return cells;
    }
}
