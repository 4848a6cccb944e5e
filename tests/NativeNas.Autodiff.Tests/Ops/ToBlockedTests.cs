using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ToBlockedTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory, OnEveryDevice]
    public void Planes_become_blocks(Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new ToBlocked(), [new CheckedInput(new(2, c, 5, 3), Layout.Planes)], v => [v[0]]);
            Gradcheck.Holds(device, new ToBlocked(), [new CheckedInput(new(14, c), Layout.Planes)], v => [v[0]]);
        }
    }
}
