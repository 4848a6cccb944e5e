using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class FlattenTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory, OnEveryDevice]
    public void Flatten_keeps_the_logical_order(Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new Flatten(), [new Shape(2, c, 5, 3)], v => [v[0]]);
            Gradcheck.Holds(device, new Flatten(), [new Shape(2, c)], v => [v[0]]);
        }
    }
}
