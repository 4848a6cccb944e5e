using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ToPlanesTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory, OnEveryDevice]
    public void Blocks_become_planes(Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new ToPlanes(), [new Shape(2, c, 5, 3)], v => [v[0]]);
        }
    }

    [Theory, OnEveryDevice]
    public void Planes_end_in_zeros(Device device)
    {
        using Tape tape = new(device);
        Var y = tape.Constant(new(1, 3, 3, 3), new float[27]).Apply(new ToPlanes());
        Assert.Equal(new float[5], y.Value.Data.ToArray()[27..]);
    }
}
