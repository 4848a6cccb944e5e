using NativeNas.Kernels.Gpu.Catalogue;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

/// <summary>What a device or a grid is too small for is refused in words.</summary>
public sealed class LimitTests
{
    [Fact]
    public void OpenCL_devices_with_small_groups_are_named()
    {
        Assert.Null(OpenClCards.WhyTooSmall(48 << 10, 256));
        Assert.Contains("32 KiB of local memory", OpenClCards.WhyTooSmall(32 << 10, 1024), StringComparison.Ordinal);
        Assert.Contains("at most 128 threads", OpenClCards.WhyTooSmall(64 << 10, 128), StringComparison.Ordinal);
    }

    [Fact]
    public void Grids_have_so_many_rows_and_no_more()
    {
        Assert.Equal(65535, GroupShape.Of(new(1, 65535 * 16, 1), 16, 256).GridDim.Y);
        Assert.Contains("65536", Assert.Throws<ArgumentException>(() => GroupShape.Of(new(1, (65535 * 16) + 1, 1), 16, 256)).Message, StringComparison.Ordinal);
    }
}
