using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

public sealed class MemoryTests : IDisposable
{
    private static readonly RunSettings settings = SettingsText.Read(
        "{}", "test", "search.channels=2", "search.cells=3", "search.nodes=1", "search.epochs=1", "search.batch=8", "retrain.channels=2", "retrain.cells=3", "retrain.epochs=1", "checkpoint.everySteps=1");

    private readonly Program program = new();

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void Memory_that_runs_out_in_the_middle_of_a_step_is_said_with_figures_and_the_processor_goes_on(string name)
    {
        List<Buffer> taken = [];

        using (Device device = GpuDevices.Open(name))
        {
            device.Limit = new(8_000_000);
            DeviceMemoryException failure = Assert.Throws<DeviceMemoryException>(() => Run(device, () => Take(device, taken)));
            Assert.Matches($"^{name}: no memory for a buffer of [0-9.]+MB; 8MB are in use of 8MB, the longest free part has 0MB", failure.Message);
            taken.ForEach(buffer => buffer.Dispose());
        }

        using CpuDevice cpu = new(1);
        int steps = 0;
        Assert.Equal(20, Run(cpu, () => steps++).Test.Images);
        Assert.Equal(1 + 4, steps);    // one of the two steps of the search was done
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void A_limit_of_memory_holds_on_a_GPU_as_on_the_processor(string name)
    {
        (int code, _, string error) = program.Call([.. Program.Training, "--device", name, "--memory", "1MB", "--out", program.Run]);
        Assert.Equal(1, code);
        Assert.Contains("error: memory 1MB: this needs at least ", error);
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

    private StudyResult Run(Device device, Action afterStep)
    {
        DataSet data = MemoryData.Create(Images(32), Images(20), channels: 1, height: 8, width: 8, classes: 2);
        using StudyLoader loader = new(data, new(Seed: 1, SearchBatch: 8, TrainingBatch: 8));
        using RunFolder folder = RunFolder.CreateOrOpen(program.Run);
        folder.Write(folder.ConfigPath, SettingsText.Write(settings));
        return new Study(settings, loader.Batches, device, folder) { Progress = new Each(afterStep) }.Run();
    }

    private static (float[] Pixels, int[] Labels) Images(int count) =>
        ([.. Enumerable.Range(0, count * 64).Select(p => (p * 37 % 101 / 101f) + (p % 8 / 4 == p / 64 % 2 ? 1 : 0))], [.. Enumerable.Range(0, count).Select(i => i % 2)]);

    private sealed class Each(Action step) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => step();
    }
}
