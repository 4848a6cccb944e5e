using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class AveragePoolingTests
{
    [Theory]
    [OnEveryDevice(true)]
    [OnEveryDevice(false)]
    public void Average_matches_float64(bool countPadding, Device device) => PoolingWindows.Each((x, window) =>
        Gradcheck.Holds(device, new AveragePooling(window, countPadding), [x], v => [NaivePooling.Average(v[0], x.Shape, window, countPadding)]));

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        foreach (Window window in PoolingWindows.All)
        {
            SameBits.OfScalarAndVector(new AveragePooling(window, CountPadding: false), new Shape(2, 24, 9, 11));
            SameBits.OfPortableAndFast(new AveragePooling(window, CountPadding: false), new Shape(1, 24, 43, 67));
            SameBits.ForAnyThreads(new AveragePooling(window, CountPadding: true), new Shape(2, 24, 9, 11));
        }
    }
}
