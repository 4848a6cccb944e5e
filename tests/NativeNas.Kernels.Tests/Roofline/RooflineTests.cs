using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Roofline;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Roofline;

public class RooflineTests
{
    [Fact]
    public void The_lower_ceiling_is_the_limit_on_either_side_of_the_ridge()
    {
        Ceilings roof = new(Gigaflops: 100, Gigabytes: 20);
        Assert.Equal(5, roof.Ridge);
        Assert.Equal(40, roof.At(2));
        Assert.Equal(100, roof.At(50));
        Assert.Equal(1, roof.Milliseconds(flops: 1e8, bytes: 1e6));
        Assert.Equal(2, roof.Milliseconds(flops: 1e8, bytes: 4e7));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1_000_001)]
    public void A_probe_measures_multiply_adds_and_eight_streams(int threads, long footprint)
    {
        using CpuDevice device = new(threads);
        using RooflineProbe probe = new(device, footprint);
        probe.Sample();
        probe.Sample();
        Assert.Equal(8, probe.Streams.Count);
        Assert.All(probe.Streams.Values, rate => Assert.InRange(rate, 0.1, 100_000));
        Assert.Equal(probe.Streams.Values.Max(), probe.Ceilings.Gigabytes);
        Assert.InRange(probe.Ceilings.Gigaflops, 0.1, 1_000_000);
    }

    [Fact]
    public void Streams_write_what_they_say_to_the_last_float()
    {
        using CpuDevice device = new(1);
        using Buffer a = device.Allocate(96), b = device.Allocate(96), y = device.Allocate(96);
        a.Write(0, [.. Enumerable.Range(0, 96).Select(i => (float)i)]);
        b.Write(0, [.. Enumerable.Range(0, 96).Select(i => (float)(i * i))]);
        Holds<CopyStream>(i => i);
        Holds<ScaleStream>(i => 3 * i);
        Holds<AddStream>(i => i + (i * i));
        Holds<TriadStream>(i => i + (3f * i * i));

        unsafe void Holds<TStream>(Func<int, float> expected)
            where TStream : struct, IStream
        {
            new StreamJob<TStream, CachedStore>(CpuMemory.Cells(a.All), CpuMemory.Cells(b.All), CpuMemory.Cells(y.All), 96).Run(0);
            Assert.Equal(Enumerable.Range(0, 96).Select(expected), y.All.ToArray());
            new StreamJob<TStream, StreamingStore>(CpuMemory.Cells(a.All), CpuMemory.Cells(b.All), CpuMemory.Cells(y.All), 96).Run(0);
            Assert.Equal(Enumerable.Range(0, 96).Select(expected), y.All.ToArray());
        }
    }

    [Fact]
    public void Only_a_processor_has_this_roofline()
    {
        using ShapeOnlyDevice dry = new();
        Assert.Contains("The roofline of a processor", Assert.Throws<ArgumentException>(() => new RooflineProbe(dry, 0)).Message, StringComparison.Ordinal);
    }
}
