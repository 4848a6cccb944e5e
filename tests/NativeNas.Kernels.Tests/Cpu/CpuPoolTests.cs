using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Cpu;

public class CpuPoolTests
{
    [Fact]
    public void Buffers_of_random_sizes_never_overlap_and_join_again_when_they_return()
    {
        using CpuDevice device = new(1) { Limit = new(64_000_000) };
        List<(Buffer Buffer, float Mark)> held = [];
        Rng rng = new(11);

        for (uint i = 0; i < 4000; i++)
        {
            if (held.Count > 0 && (rng.Uniform(3 * i) < 0.45f || device.BytesInUse > 40_000_000))
            {
                int index = (int)(rng.Uniform((3 * i) + 1) * held.Count);
                (Buffer buffer, float mark) = held[index];
                Assert.Equal(-1, buffer.All.ToArray().AsSpan().IndexOfAnyExcept(mark));
                buffer.Dispose();
                held.RemoveAt(index);
            }
            else
            {
                Buffer buffer = device.Allocate(1 + (int)MathF.Pow(2, 20 * rng.Uniform((3 * i) + 2)));
                device.Run(new Fill(buffer.All, i));
                held.Add((buffer, i));
            }
        }

        held.ForEach(pair => pair.Buffer.Dispose());
        Assert.Equal(0, device.BytesInUse);
        using Buffer whole = device.Allocate(64_000_000 / 4);
        device.Run(new Fill(whole.All, 1));
    }

    [Fact]
    public void Threads_share_a_pool()
    {
        using CpuDevice device = new(1);
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 2000; i++)
            {
                using Buffer buffer = device.Allocate(16 + ((i * 37 * (thread + 1)) % 5000));
                buffer.All.Write([.. Enumerable.Repeat((float)thread, buffer.Length)]);
                Assert.Equal(-1, buffer.All.ToArray().AsSpan().IndexOfAnyExcept(thread));
            }
        });
        Assert.Equal(0, device.BytesInUse);
    }

    [Fact]
    public void A_limit_is_kept_to_and_named()
    {
        using CpuDevice device = new(1) { Limit = new(12_000_000, Elsewhere: 2_000_000) };
        using Buffer most = device.Allocate(2_250_000);
        string message = Assert.Throws<DeviceMemoryException>(() => device.Allocate(500_000)).Message;
        Assert.Contains("a buffer of 2MB; 9MB are in use of 10MB, the longest free part has 1MB", message, StringComparison.Ordinal);
        using Buffer rest = device.Allocate(250_000);
        Assert.Equal(10_000_000, device.BytesInUse);
        Assert.Contains("before the first buffer", Assert.Throws<ArgumentException>(() => device.Limit = null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_beyond_what_the_system_reserves_is_grown_into()
    {
        using CpuDevice device = new(1) { Limit = new(1L << 50) };
        List<Buffer> held = [.. Enumerable.Range(0, 8).Select(_ => device.Allocate(1 << 20))];
        device.Run(new Fill(held[^1].All, 5));
        using Device rehearsal = device.Rehearsal();
        using Buffer other = rehearsal.Allocate(1 << 20);
        Assert.Equal(9L << 22, rehearsal.PeakBytes);
        held.ForEach(buffer => buffer.Dispose());
        Assert.Equal(0, device.BytesInUse);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-16)]
    [InlineData(int.MaxValue)]
    public void Sizes_that_no_buffer_has_are_refused(int length)
    {
        using CpuDevice device = new(1);
        using ShapeOnlyDevice dry = new();
        Assert.All(new Device[] { device, dry }, on =>
            Assert.Contains($"{length} floats", Assert.Throws<ArgumentException>(() => on.Allocate(length)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_tells_whether_the_limit_or_the_system_refused()
    {
        using CpuDevice bound = new(1) { Limit = new(1_000_000) }, none = new(1) { Limit = new(0) };
        Assert.True(Assert.Throws<DeviceMemoryException>(() => bound.Allocate(1_000_000)).IsLimited);
        Assert.True(Assert.Throws<DeviceMemoryException>(() => none.Allocate(1)).IsLimited);
    }

    [Fact]
    public void What_a_rehearsal_did_not_compute_reads_as_one()
    {
        using CpuDevice device = new(1);
        using Device rehearsal = device.Rehearsal();
        using Buffer buffer = rehearsal.Allocate(48);
        rehearsal.Run(new Fill(buffer.All, float.NaN));
        Assert.All(buffer.All.ToArray(), cell => Assert.Equal(1, cell));
    }

    [Fact]
    public void A_rehearsal_refuses_what_the_device_would_refuse_and_changes_nothing()
    {
        using CpuDevice device = new(1) { Limit = new(10_000_000) };
        using Buffer held = device.Allocate(1_000_000);
        device.Run(new Fill(held.All, 5));

        using (Device rehearsal = device.Rehearsal())
        {
            Assert.Equal(device.BytesInUse, rehearsal.BytesInUse);
            using Buffer other = rehearsal.Allocate(1_500_000);
            rehearsal.Run(new Fill(held.All, 6));
            _ = Assert.Throws<DeviceMemoryException>(() => rehearsal.Allocate(16));
            Assert.Equal(10_000_000, rehearsal.PeakBytes);
        }

        Assert.Equal(4_000_000, device.PeakBytes);
        Assert.All(held.All.ToArray(), cell => Assert.Equal(5, cell));
    }

    [Fact]
    public void Small_buffers_that_stay_leave_the_room_of_large_ones_whole()
    {
        using CpuDevice device = new(1) { Limit = new(40_000_000) };
        List<Buffer> small = [];

        for (int i = 0; i < 20; i++)
        {
            using Buffer large = device.Allocate(9_000_000);
            small.Add(device.Allocate(64));
        }

        small.ForEach(buffer => buffer.Dispose());
    }
}
