using System.Text.Json.Nodes;
using NativeNas.Kernels.Gpu;

namespace NativeNas.Cli.Tests;

/// <summary>What --device can name, in a build with GPUs and in one without.</summary>
public sealed class DeviceTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public void Devices_are_listed_with_the_reason_why_one_cannot_be_used()
    {
        JsonObject found = shell.Json("devices");
        string[] names = [.. found["devices"]!.AsArray().Select(device => (string)device!["name"]!)];
        Assert.Equal(["cpu", "cpu-scalar", .. GpuDevices.List().Select(gpu => gpu.Name)], names);
        Assert.Equal(GpuDevices.Absent, (string?)found["gpu"]);
        Assert.All(found["devices"]!.AsArray(), device => Assert.True((bool)device!["usable"]! != ((string?)device["reason"])?.Length > 0));
        string text = shell.Run("devices").Output;
        Assert.All(names, name => Assert.Contains(name, text));
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    [InlineData("opencl:0")]
    [InlineData("ilgpu-cpu")]
    public void A_build_without_GPUs_says_how_to_get_them(string name)
    {
        Assert.SkipWhen(GpuDevices.Absent is null, "This build has GPUs.");
        Assert.Equal("this build has no GPU devices; rebuild with -p:Gpu=true", shell.Refusal(1, "search", "--device", name));
        Assert.Equal("this build has no GPU devices; rebuild with -p:Gpu=true", shell.Refusal(1, "bench", "kernels", "relu", "--device", name));
        Assert.False(Directory.Exists(shell["runs"]));
    }

    [Fact]
    public void An_unknown_GPU_is_named_with_those_that_there_are()
    {
        Assert.SkipUnless(GpuDevices.Absent is null, "This build has no GPUs.");
        string message = shell.Refusal(GpuDevices.List().Any(gpu => gpu.Name == "cuda:0") ? 2 : 1, "search", "--device", "cuda:99");
        Assert.StartsWith(GpuDevices.List().FirstOrDefault(gpu => gpu.Name == "cuda")?.Reason is { } reason ? $"cuda:99: {reason}" : "'cuda:99' is no GPU of this machine; there are cuda:0", message);
    }

    [Fact]
    public void A_GPU_that_computes_in_fp32_refuses_another_precision()
    {
        Assert.SkipUnless(GpuDevices.Absent is null, "This build has no GPUs.");
        Assert.Equal("ilgpu-cpu computes in fp32; precision bf16 is for CUDA devices", shell.Refusal(2, "search", "--device", "ilgpu-cpu", "--precision", "bf16"));
    }

    [Fact]
    public void Auto_takes_a_device_that_passes_its_self_test_says_why_and_notes_it_in_the_run()
    {
        (int code, string output, string error) = shell.Run(["search", "--device", "auto", "--json", "--out", shell["run"], .. Shell.Tiny]);
        Assert.True(code == 0, error);
        Assert.Matches(@"auto: cpu takes \d+\.\d+ ms for a step", error);
        string taken = error.Split('\n').Last(line => line.StartsWith("auto: ", StringComparison.Ordinal))["auto: ".Length..];
        Assert.Equal(taken, (string)JsonNode.Parse(File.ReadAllText(shell["run/config.json"]))!["device"]!);
        Assert.Equal(64, ((string)JsonNode.Parse(output)!["runHash"]!).Length);
    }

    [Fact]
    public void A_run_whose_device_is_not_here_goes_on_on_the_processor()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Equal(130, shell.Run(stop.Token, ["search", "--out", shell["run"], .. Shell.Tiny]).Code);
        string config = File.ReadAllText(shell["run/config.json"])
            .Replace("\"device\": \"cpu\"", "\"device\": \"cuda:77\"").Replace("\"precision\": \"fp32\"", "\"precision\": \"tf32\"");
        File.WriteAllText(shell["run/config.json"], config);
        Assert.EndsWith($"The device is cuda:77; on the processor: nativenas resume {shell["run"]} --device cpu", shell.Refusal(1, "resume", shell["run"]));
        Assert.StartsWith($"{shell["run"]}: cpu computes in fp32; precision tf32", shell.Refusal(1, "resume", shell["run"], "--device", "cpu", "--precision", "tf32"));
        (int code, _, string error) = shell.Run("resume", shell["run"], "--device", "cpu");
        Assert.Equal(0, code);
        Assert.Contains("the run's precision tf32 is for CUDA devices; cpu computes in fp32", error);
        Assert.EndsWith($"The device is cuda:77; on the processor: nativenas evaluate {shell["run"]} --device cpu", shell.Refusal(1, "evaluate", shell["run"]));
        Assert.Equal(0, shell.Run("evaluate", shell["run"], "--device", "cpu", "--quiet").Code);
    }

    public void Dispose() => shell.Dispose();
}
