using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Pooling;
using NativeNas.TestKit;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>Extents that no grid takes as they are: every cell is computed, and none beside it.</summary>
public class GridTests
{
    [Theory]
    [OnEveryDevice(1, 1, 1)]
    [OnEveryDevice(1, 1, 300)]
    [OnEveryDevice(1, 300, 1)]
    [OnEveryDevice(300, 1, 1)]
    [OnEveryDevice(17, 9, 1)]
    [OnEveryDevice(17, 1, 9)]
    [OnEveryDevice(1, 5, 67)]
    [OnEveryDevice(3, 31, 7)]
    [OnEveryDevice(2, 2, 65537, TooLargeForDebugger = "four million threads")]
    [OnEveryDevice(1, 1, 131073, TooLargeForDebugger = "two million threads")]
    public void Every_block_of_an_extent_is_computed(int columns, int rows, int planes, Device device)
    {
        int length = columns * rows * planes * 16;
        using Buffer y = device.Allocate(length + 32);
        y.Write(0, new float[y.Length]);
        device.Run(new Numbering(new(columns, rows, planes), y.All));
        float[] expected = new float[y.Length];

        for (int i = 0; i < length; i++)
        {
            expected[i + 16] = 1 + (i % 4093);
        }

        Assert.Equal(expected, y.All.ToArray());
    }

    [Theory]
    [OnEveryDevice(1, 1)]
    [OnEveryDevice(37, 3)]
    [OnEveryDevice(7, 1031)]
    [OnEveryDevice(65537, 2, TooLargeForDebugger = "two million threads")]
    public void Every_group_of_a_reduction_is_stored(int planes, int area, Device device)
    {
        using Buffer x = device.Allocate(planes * area * 16), y = device.Allocate(planes * 16);
        x.Write(0, [.. Enumerable.Range(0, x.Length).Select(i => (float)(i / 16 / area % 1021))]);
        device.Run(new GlobalAverage(planes, area, x.All, y.All));
        float[] actual = y.All.ToArray();
        Assert.All(Enumerable.Range(0, actual.Length), i => Assert.Equal(i / 16 % 1021, actual[i], 1e-3f));
    }

    [Theory, OnEveryDevice]
    public void Runs_of_any_length_end_where_they_end(Device device)
    {
        foreach (int blocks in new[] { 1, 2, 15, 17, 31, 33, 255, 257 })
        {
            using Buffer y = device.Allocate((blocks + 2) * 16);
            y.Write(0, new float[y.Length]);
            device.Run(new Fill(new(y, 16, blocks * 16), 3));
            Assert.Equal([.. new float[16], .. Enumerable.Repeat(3f, blocks * 16), .. new float[16]], y.All.ToArray());
        }
    }

    /// <summary>At a multiple of a block that the size of nine numbers does not divide.</summary>
    [Theory, OnEveryDevice]
    public void Items_of_nine_numbers_lie_side_by_side_where_their_view_begins(Device device)
    {
        const int items = 7;

        for (int block = 1; block <= 5; block++)
        {
            using Buffer y = device.Allocate(16 * (block + Nines.Blocks(items) + 1));
            y.Write(0, new float[y.Length]);
            device.Run(new Nines(items, new(y, block * 16, Nines.Blocks(items) * 16)));
            float[] expected = [.. new float[block * 16], .. Enumerable.Range(0, items * 9 * 16).Select(i => 1f + (i / (9 * 16))), .. new float[16]];
            Assert.Equal(expected, y.All.ToArray());
        }
    }

    /// <summary>A state of three floats, where scratch begins at any multiple of a block.</summary>
    [Theory, OnEveryDevice]
    public void A_reduction_writes_nothing_beside_its_scratch(Device device)
    {
        using Buffer x = device.Allocate(9 * 16), mean = device.Allocate(16), variance = device.Allocate(16), inverse = device.Allocate(16);
        x.Write(0, [.. Enumerable.Range(0, 9 * 16).Select(i => (float)i)]);

        for (int hole = 1; hole <= 6; hole++)
        {
            for (int first = 1; first <= 6; first++)
            {
                Buffer[] around = [.. Enumerable.Range(0, 16).Select(_ => device.Allocate(16))];
                Array.ForEach(around, buffer => buffer.Write(0, [.. Enumerable.Repeat(7f, 16)]));
                Array.ForEach(around[first..(first + hole)], buffer => buffer.Dispose());
                device.Run(new BatchStatistics(new(1, 16, 9), 1e-5f, true, x.All, mean.All, variance.All, inverse.All));
                Buffer[] rest = [.. around[..first], .. around[(first + hole)..]];
                Assert.All(rest, buffer => Assert.All(buffer.All.ToArray(), value => Assert.Equal(7f, value)));
                Array.ForEach(rest, buffer => buffer.Dispose());
            }
        }
    }
}
