using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Optimizers;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

using Launch = Action<AcceleratorStream, KernelConfig, Extent, int, SgdStepKernel<QuadView, Quad<Lane>>>;

/// <summary>A driver that refuses a launch, as it does when the device below it has gone.</summary>
[CollectionDefinition(nameof(LostDeviceTests), DisableParallelization = true)]
[Collection(nameof(LostDeviceTests))]
public sealed class LostDeviceTests : IDisposable
{
    private const int Devices = 64;

    private readonly Program program = new();

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void A_device_that_goes_away_in_the_middle_of_a_step_leaves_a_checkpoint_from_which_the_processor_goes_on(string name)
    {
        Refuse(after: 2);
        (int code, string output, string error) = program.Call([.. Program.Training, "--device", name, "--out", program.Run, "--quiet"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            $"error: {name}: launching the kernel SgdStepKernel failed: CL_DEVICE_NOT_AVAILABLE. The last good checkpoint is that of retrain step 2; go on on the processor with: nativenas resume {program.Run} --device cpu\n",
            error);
        Allow();
        (code, output, error) = program.Call("resume", program.Run, "--device", "cpu");
        Assert.True(code == 0, error);
        Assert.Contains("test accuracy", output);
        Assert.Equal(5, File.ReadLines(Path.Combine(program.Run, "metrics.jsonl")).Count(line => line.Contains("\"retrain\"")));
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void A_device_is_closed_with_buffers_that_are_still_out(string name)
    {
        Device device = GpuDevices.Open(name);
        Buffer small = device.Allocate(16), large = device.Allocate(1 << 20);
        device.Run(new Fill(large.All, 1));
        device.Dispose();
        small.Dispose();
        large.Dispose();
        device.Dispose();
    }

    public void Dispose()
    {
        Allow();
        program.Dispose();
    }

    /// <summary>In the places of what every device that may be opened compiles.</summary>
    private static void Refuse(int after)
    {
        int launches = 0;

        for (int device = 0; device < Devices; device++)
        {
            Slot<SgdStepKernel<QuadView, Quad<Lane>>, Launch>.Of(device) = (_, _, _, _, _) =>
            {
                if (++launches > after)
                {
                    throw new CLException(CLError.CL_DEVICE_NOT_AVAILABLE);
                }
            };
        }
    }

    private static void Allow()
    {
        for (int device = 0; device < Devices; device++)
        {
            Slot<SgdStepKernel<QuadView, Quad<Lane>>, Launch>.Of(device) = null;
        }
    }
}
