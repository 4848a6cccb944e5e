using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ShiftTests
{
    private const int Area = 15;

    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory]
    [OnEveryDevice(1, 1)]
    [OnEveryDevice(-1, 0)]
    [OnEveryDevice(0, 2)]
    [OnEveryDevice(6, 1)]
    public void Shift_moves_pixels_and_enters_zeros(int rows, int columns, Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new Shift(rows, columns), [new Shape(2, c, 5, 3)], v => [[.. Enumerable.Range(0, 2 * c * Area).Select(i =>
            {
                int h = (i / 3 % 5) + rows, w = (i % 3) + columns;
                return h is >= 0 and < 5 && w is >= 0 and < 3 ? v[0][(i / Area * Area) + (h * 3) + w] : 0;
            })]]);
        }
    }
}
