using System.Diagnostics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Cpu;

public class CpuDeviceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_cell_is_written_once_whatever_the_threads(int threads)
    {
        using CpuDevice device = new(threads);

        for (int length = 16; length < 40_000; length = (length * 3) + 16)
        {
            using Buffer buffer = device.Allocate(length);
            device.Run(new Fill(buffer.All, 0));
            device.Run(new AddOne(buffer.All));
            Assert.All(buffer.All.ToArray(), cell => Assert.Equal(1, cell));
        }
    }

    [Fact]
    public void Many_short_jobs_in_a_row_all_finish()
    {
        using CpuDevice device = new(3);
        using Buffer buffer = device.Allocate(16 * 4096);
        device.Run(new Fill(buffer.All, 0));

        for (int i = 0; i < 5000; i++)
        {
            device.Run(new AddOne(buffer.All));
        }

        Assert.All(buffer.All.ToArray(), cell => Assert.Equal(5000, cell));
    }

    [Fact]
    public void Two_callers_take_turns()
    {
        using CpuDevice device = new(2);
        Parallel.For(0, 4, _ =>
        {
            using Buffer buffer = device.Allocate(16 * 1024);
            device.Run(new Fill(buffer.All, 0));

            for (int i = 0; i < 500; i++)
            {
                device.Run(new AddOne(buffer.All));
            }

            Assert.All(buffer.All.ToArray(), cell => Assert.Equal(500, cell));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_failure_on_any_thread_reaches_the_caller_as_it_is_and_the_team_goes_on(int threads)
    {
        using CpuDevice device = new(threads);
        using Buffer buffer = device.Allocate(16 * 4096);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("on purpose", Assert.Throws<InvalidOperationException>(() => device.Run(new Failing(buffer.All))).Message);
            device.Run(new Fill(buffer.All, 7));
            Assert.Equal(7, buffer.All.ToArray()[^1]);
        }
    }

    [Fact]
    public void Returned_memory_serves_the_next_request_of_its_size()
    {
        using CpuDevice device = new(1);
        Buffer first = device.Allocate(1000);
        device.Run(new Fill(first.All, 3));
        long used = device.BytesInUse;
        first.Dispose();
        Assert.Equal(0, device.BytesInUse);
        using Buffer second = device.Allocate(1000);
        Assert.Equal(used, device.BytesInUse);
        Assert.Equal(used, device.PeakBytes);
        Assert.Equal(3, second.All.ToArray()[0]);
        first.Dispose();
        Assert.Equal(used, device.BytesInUse);
        Assert.Throws<ObjectDisposedException>(() => first.All.ToArray());
    }

    [Fact]
    public void Memory_that_the_system_refuses_is_an_error_that_names_device_and_size()
    {
        using CpuDevice device = new(1);
        List<Buffer> held = [];

        try
        {
            DeviceMemoryException refused = Assert.Throws<DeviceMemoryException>(() =>
            {
                for (int i = 0; i < 40_000; i++)
                {
                    held.Add(device.Allocate(int.MaxValue - 15));
                }
            });
            Assert.Contains("cpu: no memory for a buffer of", refused.Message);
            using Buffer small = device.Allocate(16);
            device.Run(new Fill(small.All, 1));
            Assert.Equal(1, small.All.ToArray()[0]);
        }
        finally
        {
            held.ForEach(buffer => buffer.Dispose());
        }
    }

    [Fact]
    public void Cached_memory_is_given_up_before_a_request_is_refused()
    {
        using CpuDevice device = new(1);
        List<Buffer> held = [];

        try
        {
            _ = Assert.Throws<DeviceMemoryException>(() =>
            {
                for (int i = 0; i < 40_000; i++)
                {
                    held.Add(device.Allocate(int.MaxValue - 15));
                }
            });
            Assert.SkipUnless(held.Count > 2, "The system lends too little for the test.");
            held.ForEach(buffer => buffer.Dispose());
            held.Clear();

            for (int i = 0; i < 3; i++)
            {
                held.Add(device.Allocate(1 << 30));
            }
        }
        finally
        {
            held.ForEach(buffer => buffer.Dispose());
        }
    }

    [Fact]
    public void A_buffer_that_outlives_its_device_is_freed_when_it_returns()
    {
        CpuDevice device = new(1);
        Buffer buffer = device.Allocate(1 << 28);
        device.Dispose();
        long before = Virtual();
        buffer.Dispose();
        Assert.InRange(before - Virtual(), 1L << 29, 1L << 31);

        static long Virtual()
        {
            using Process process = Process.GetCurrentProcess();
            return process.VirtualMemorySize64;
        }
    }

    [Fact]
    public void A_launch_allocates_nothing()
    {
        using CpuDevice device = new(2);
        using Buffer buffer = device.Allocate(16 * 4096);

        for (int i = 0; i < 10; i++)
        {
            device.Run(new AddOne(buffer.All));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            device.Run(new AddOne(buffer.All));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private readonly struct AddOne(Region y) : IOperation
    {
        public void Run<TView, TValue>(Device<TView, TValue> on)
            where TView : struct, IView<TValue>
            where TValue : unmanaged, IValue<TValue> => on.Launch(Extent.Flat(y.Length), new AddOneKernel<TView, TValue>(on.View(y)));
    }

    private readonly struct AddOneKernel<TView, TValue>(TView y) : IKernel
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        public void Invoke(int lane, int column, int row, int plane) => y[(column * 16) + lane] += TValue.Of(1);
    }

    private readonly struct Failing(Region y) : IOperation
    {
        public void Run<TView, TValue>(Device<TView, TValue> on)
            where TView : struct, IView<TValue>
            where TValue : unmanaged, IValue<TValue> => on.Launch(Extent.Flat(y.Length), default(FailingKernel));
    }

    private readonly struct FailingKernel : IKernel
    {
        public void Invoke(int lane, int column, int row, int plane)
        {
            if (column % 1000 == 999)
            {
                throw new InvalidOperationException("on purpose");
            }
        }
    }
}
