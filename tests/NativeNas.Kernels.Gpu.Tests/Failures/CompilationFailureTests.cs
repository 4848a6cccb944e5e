using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

public sealed class CompilationFailureTests
{
    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void A_kernel_that_does_not_compile_is_named_with_its_device_and_the_cause_and_harms_no_other_device(string name)
    {
        using Device device = GpuDevices.Open(name), other = GpuDevices.Open(name);
        using Buffer cells = device.Allocate(16), others = other.Allocate(16);
        DeviceException failure = Assert.Throws<DeviceException>(() => device.Run(new Speak(cells.All)));
        Assert.StartsWith($"{name}: compiling the kernel SpeakKernel failed: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        other.Run(new Fill(others.All, 3));
        Assert.Equal(3, others.All.ToArray()[7]);
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void It_is_found_before_the_first_launch_too(string name)
    {
        using Device device = GpuDevices.Open(name);
        using Buffer cells = device.Allocate(16);
        DeviceException failure = Assert.Throws<DeviceException>(() => device.Compile(stage =>
        {
            using Buffer there = stage.Allocate(16);
            stage.Run(new Speak(there.All));
        }));
        Assert.StartsWith($"{name}: compiling the kernel SpeakKernel failed: ", failure.Message, StringComparison.Ordinal);
    }

    private readonly struct Speak(Region y) : IOperation
    {
        public void Run<TView, TValue>(Device<TView, TValue> on)
            where TView : struct, IView<TValue>
            where TValue : unmanaged, IValue<TValue> => on.Launch(Extent.Flat(y.Length), new SpeakKernel<TView, TValue>(on.View(y)));
    }

    /// <summary>No GPU has a console.</summary>
    private readonly struct SpeakKernel<TView, TValue>(TView y) : IKernel
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        public void Invoke(int lane, int column, int row, int plane)
        {
            y[lane] = TValue.Zero;
            Console.Out.Write(Console.ReadLine());
        }
    }
}
