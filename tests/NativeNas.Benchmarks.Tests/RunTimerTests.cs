using NativeNas.Autodiff;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads.Timing;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Benchmarks.Tests;

public class RunTimerTests
{
    [Fact]
    public void On_a_device_that_runs_ahead_many_runs_lie_between_two_waits()
    {
        using Ahead device = new();
        using Sleeper subject = new(device, TimeSpan.FromMilliseconds(2));
        RunTimer timer = new(subject, Mode.Forward);
        timer.WarmUp(TimeSpan.Zero, least: 3);
        Assert.InRange(timer.Runs, 1, 10);
        (int waits, int runs) = (device.Waits, subject.Runs);
        Assert.InRange(timer.Time(), 1, 2000);
        Assert.Equal((waits + 2, runs + timer.Runs), (device.Waits, subject.Runs));
    }

    [Fact]
    public void Runs_that_take_no_time_are_counted_by_hundreds()
    {
        using Ahead device = new();
        using Sleeper subject = new(device, TimeSpan.Zero);
        RunTimer timer = new(subject, Mode.Forward);
        timer.WarmUp(TimeSpan.Zero);
        Assert.InRange(timer.Runs, 100, 500);
    }

    [Fact]
    public void On_a_processor_each_run_is_timed()
    {
        using CpuDevice device = new(1);
        using Sleeper subject = new(device, TimeSpan.Zero);
        RunTimer timer = new(subject, Mode.Forward);
        timer.WarmUp(TimeSpan.Zero, least: 3);
        Assert.Equal((1, 3), (timer.Runs, subject.Runs));
        Assert.Equal(timer.During(TimeSpan.Zero).Count + 3, subject.Runs);
    }

    private sealed class Ahead : Device
    {
        public int Waits { get; private set; }

        public override string Name => "ahead";

        public override long BytesInUse => 0;

        public override long PeakBytes => 0;

        public override bool RunsAhead => true;

        public override void Synchronize() => Waits++;

        public override Buffer Allocate(int length) => throw new NotSupportedException();

        public override void Run<TOperation>(in TOperation operation)
        {
        }

        public override void Dispose()
        {
        }
    }

    private sealed class Sleeper(Device device, TimeSpan time) : ISubject
    {
        public int Runs { get; private set; }

        public Device Device => device;

        public Cost Cost => default;

        public void Run(Mode mode)
        {
            Runs++;

            if (time > TimeSpan.Zero)
            {
                Thread.Sleep(time);
            }
        }

        public IReadOnlyList<NamedValues> Results(Mode mode) => [];

        public void Dispose()
        {
        }
    }
}
