using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Tests.Geometry;

public class WindowTests
{
    [Theory]
    [InlineData(1, 1, 1, 0, 0, false, 3, 3)]
    [InlineData(1, 1, 1, 1, 1, false, 3, 5)]
    [InlineData(1, 2, 1, 0, 3, false, 3, 3)]
    [InlineData(2, 2, 1, 1, 1, false, 3, 2)]
    [InlineData(3, 2, 1, 1, 1, false, 32, 16)]
    [InlineData(3, 1, 2, 0, 0, false, 9, 5)]
    [InlineData(3, 2, 1, 0, 0, false, 8, 3)]
    [InlineData(3, 2, 1, 0, 0, true, 8, 4)]
    [InlineData(2, 2, 1, 1, 1, true, 3, 2)]
    [InlineData(1, 1, 1, 1, 1, true, 3, 4)]
    public void Windows_along_a_side(int kernel, int stride, int dilation, int before, int after, bool ceiling, int size, int expected)
    {
        Window window = new(kernel, kernel, stride, stride, dilation, dilation, before, before, after, after, ceiling);
        Assert.Equal(expected, window.OutHeight(size));
        Assert.Equal(expected, window.OutWidth(size));
    }
}
