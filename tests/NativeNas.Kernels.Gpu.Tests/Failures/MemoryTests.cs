using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

public sealed class MemoryTests : IDisposable
{
    private readonly Program program = new();

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void Memory_that_runs_out_in_the_middle_of_a_step_is_said_with_figures_and_the_processor_goes_on(string name)
    {
        List<Buffer> taken = [];

        using (Device device = GpuDevices.Open(name))
        {
            device.Limit = new(8_000_000);
            DeviceMemoryException failure = Assert.Throws<DeviceMemoryException>(() => TinyStudy.Run(program.Run, device, _ => Take(device, taken)));
            Assert.Matches($"^{name}: no memory for a buffer of [0-9.]+M?B; 8MB are in use of 8MB, the longest free part has 0MB", failure.Message);
            taken.ForEach(buffer => buffer.Dispose());
        }

        using CpuDevice cpu = new(1);
        int steps = 0;
        Assert.Equal(20, TinyStudy.Run(program.Run, cpu, _ => steps++).Test.Images);
        Assert.Equal(1 + 4, steps);    // one of the two steps of the search was done
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void A_limit_of_memory_holds_on_a_GPU_as_on_the_processor(string name)
    {
        (int code, _, string error) = program.Call([.. Program.Training, "--device", name, "--memory", "1MB", "--out", program.Run]);
        Assert.Equal(1, code);
        Assert.Contains("error: memory 1MB: this needs at least ", error);
        Assert.DoesNotContain("checkpoint", error);
        (code, _, error) = program.Call("resume", program.Run, "--memory", "60MB", "--quiet");
        Assert.Equal((0, ""), (code, error));
    }

    public void Dispose() => program.Dispose();

    private static void Take(Device device, List<Buffer> taken)
    {
        for (int length = 1 << 20; length >= 16; length /= 2)
        {
            try
            {
                while (true)
                {
                    taken.Add(device.Allocate(length));
                }
            }
            catch (DeviceMemoryException)
            {
                // Shorter ones may fit.
            }
        }
    }
}
