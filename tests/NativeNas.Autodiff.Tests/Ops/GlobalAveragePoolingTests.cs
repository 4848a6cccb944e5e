using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class GlobalAveragePoolingTests
{
    [Theory, OnEveryDevice]
    public void Global_average_matches_float64(Device device)
    {
        foreach (Shape x in new Shape[] { new(2, 1, 9, 7), new(2, 24, 1, 1), new(2, 40, 5, 8), new(1, 3, 41, 37) })
        {
            Gradcheck.Holds(device, new GlobalAveragePooling(), [x], v => [[.. v[0].Chunk(x.Area).Select(plane => plane.Average())]]);
        }
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit() => SameBits.OfScalarAndVector(new GlobalAveragePooling(), new Shape(2, 24, 41, 37));
}
