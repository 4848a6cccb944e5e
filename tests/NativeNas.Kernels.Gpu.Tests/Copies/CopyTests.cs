using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Gpu.Tests.Failures;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Copies;

/// <summary>Copies keep their order with launches, and with other uses of a pool's memory.</summary>
public sealed class CopyTests
{
    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void Writes_arrive_in_their_order_however_many_are_on_their_way(string name)
    {
        using Device device = GpuDevices.Open(name);
        using Buffer cells = device.Allocate(32 * 100_000);

        for (int i = 0; i < 64; i++)
        {
            cells.Write(i % 32 * 100_000, Numbers(100_000, i));
        }

        float[] found = cells.All.ToArray();
        Assert.All(Enumerable.Range(0, 32), i => Assert.Equal(Numbers(100_000, i + 32), found.AsSpan(i * 100_000, 100_000)));
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void Foreseen_numbers_arrive_behind_the_launches_that_used_the_memory_before(string name)
    {
        using Device device = GpuDevices.Open(name);

        for (int round = 0; round < 20; round++)
        {
            float[] first = Numbers(1000, round), second = Numbers(500, -round), third = Numbers(200, 7);
            device.Foresee(first);

            using (Buffer before = device.Allocate(1008))
            {
                device.Run(new Fill(before.All, 5));
                device.Foresee(second);
                device.Foresee(third);
            }

            using Buffer a = device.Allocate(1008), b = device.Allocate(512), c = device.Allocate(208);
            b.Write(0, second);
            c.Write(0, third);
            a.Write(0, first);
            Assert.Equal(first, a.All.ToArray()[..1000]);
            Assert.Equal(second, b.All.ToArray()[..500]);
            Assert.Equal(third, c.All.ToArray()[..200]);
        }
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void What_was_foreseen_and_taken_back_may_change(string name)
    {
        using Device device = GpuDevices.Open(name);
        using Buffer cells = device.Allocate(16);
        float[] numbers = Numbers(16, 1);
        device.Foresee(numbers);
        device.Forget(numbers);
        numbers[3] = 99;
        cells.Write(0, numbers);
        Assert.Equal(numbers, cells.All.ToArray());
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void What_was_foreseen_twice_arrives_as_it_was_the_second_time(string name)
    {
        using Device device = GpuDevices.Open(name);
        using Buffer cells = device.Allocate(16);
        float[] numbers = Numbers(16, 1);
        device.Foresee(numbers);
        numbers[3] = 99;
        device.Foresee(numbers);
        cells.Write(0, numbers);
        Assert.Equal(numbers, cells.All.ToArray());
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void What_was_foreseen_and_written_in_part_may_change(string name)
    {
        using Device device = GpuDevices.Open(name);
        using Buffer cells = device.Allocate(16);
        float[] numbers = Numbers(16, 1);
        device.Foresee(numbers);
        cells.Write(0, numbers.AsSpan(0, 8));
        numbers[3] = 99;
        cells.Write(0, numbers);
        Assert.Equal(numbers, cells.All.ToArray());
    }

    private static float[] Numbers(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => (float)((i * 31) + seed))];
}
