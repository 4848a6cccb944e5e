namespace NativeNas.Kernels.Gpu.Tests.Failures;

public sealed class ForeseenKernelsTests : IDisposable
{
    private readonly Program program = new();

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void The_kernels_of_a_whole_run_are_compiled_before_its_first_step(string name)
    {
        using GpuDevice device = (GpuDevice)GpuDevices.Open(name);
        List<int> compiled = [];
        TinyStudy.Run(program.Run, device, _ => compiled.Add(device.CompiledKernels), "search.order=second", "retrain.dropPath=0.5", "retrain.auxiliaryWeight=0.4", "retrain.averageDecay=0.9");
        Assert.InRange(compiled[0], 30, 1000);
        Assert.All(compiled, count => Assert.Equal(compiled[0], count));
        Assert.Equal(compiled[0], device.CompiledKernels);
    }

    [Theory, MemberData(nameof(Gpus.Names), MemberType = typeof(Gpus))]
    public void Progress_is_told_before_the_first_step(string name)
    {
        (int code, _, string error) = program.Call([.. Program.Training, "--device", name, "--out", program.Run]);
        Assert.Equal(0, code);
        string[] lines = error.Split('\n');
        int last = Array.FindIndex(lines, line => line.StartsWith("retrain ", StringComparison.Ordinal)) - 1;
        Assert.Matches(@"^compile  (\d+)/\1 kernels$", lines[last]);
        Assert.DoesNotContain(lines[last..], line => line.StartsWith("compile", StringComparison.Ordinal) && line != lines[last]);
    }

    public void Dispose() => program.Dispose();
}
