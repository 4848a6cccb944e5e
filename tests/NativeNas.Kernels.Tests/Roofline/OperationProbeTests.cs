using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Roofline;
using NativeNas.TestKit;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Roofline;

public class OperationProbeTests
{
    private const int Length = 3 * StreamCopy.Grain;

    [Theory, OnEveryDevice]
    public void Any_device_has_the_two_ceilings_of_its_operations(Device device)
    {
        using OperationProbe probe = new(device, 1 << 20);
        probe.Sample();
        probe.Sample();
        Assert.InRange(probe.Footprint, 128 << 10, 1 << 20);
        Assert.Equal(probe.Streams["copy"], probe.Ceilings.Gigabytes);
        Assert.InRange(probe.Ceilings.Gigabytes, 1e-3, 1e5);
        Assert.InRange(probe.Ceilings.Gigaflops, 1e-4, 1e6);
    }

    [Theory, OnEveryDevice]
    public void A_stream_copies_every_float_and_no_other(Device device)
    {
        using Buffer memory = device.Allocate(4 * Length);
        float[] before = [.. Enumerable.Range(0, memory.Length).Select(i => (float)i)];
        memory.Write(0, before);
        device.Run(new StreamCopy(new(memory, 0, Length), new(memory, 2 * Length, Length)));
        float[] after = memory.All.ToArray();
        Assert.Equal(before[..Length], after[(2 * Length)..(3 * Length)]);
        Assert.Equal(before[..(2 * Length)], after[..(2 * Length)]);
        Assert.Equal(before[(3 * Length)..], after[(3 * Length)..]);
    }

    [Theory, OnEveryDevice]
    public void Chains_of_multiply_adds_are_computed(Device device)
    {
        using Buffer y = device.Allocate(32);
        device.Run(new MultiplyAdds(y.All, 3));
        float[] found = y.All.ToArray();

        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(Sum(3, i / 16), found[i], 1e-4 * Math.Abs(Sum(3, i / 16)));
        }
    }

    [Theory]
    [InlineData(256, 512)]
    [InlineData(240, 240)]
    public void Only_whole_columns_of_one_length_are_copied(int from, int to)
    {
        using CpuDevice device = new(1);
        using Buffer memory = device.Allocate(1024);
        Assert.Contains("a multiple of 256", Assert.Throws<ArgumentException>(() => new StreamCopy(new(memory, 0, from), new(memory, 512, to))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_processor_is_measured_by_its_vectors_and_others_by_operations()
    {
        using CpuDevice device = new(1);
        using Probe vectors = Probe.Of(device, 1 << 16);
        using ShapeOnlyDevice other = new();
        using Probe operations = Probe.Of(other, 1 << 16);
        Assert.IsType<RooflineProbe>(vectors);
        Assert.IsType<OperationProbe>(operations);
    }

    [Fact]
    public void A_device_with_little_memory_is_measured_with_little()
    {
        using CpuDevice device = new(1) { Limit = new(4 << 20) };
        using OperationProbe probe = new(device, 1 << 30);
        probe.Sample();
        Assert.InRange(probe.Footprint, 128 << 10, 4 << 20);
    }

    /// <summary>What the kernel's eight chains come to after so many steps of four turns.</summary>
    private static double Sum(int steps, int column)
    {
        double m = 0.999, s = 0.001 * (column + 1), d = s * m;
        double[] chains = [s, s + m, s - m, d, -s, s - d, s + m + d, s - m - d];

        for (int turn = 0; turn < 4 * steps; turn++)
        {
            chains = [.. chains.Select(v => (v * m) + s)];
        }

        return chains.Sum();
    }
}
