namespace NativeNas.Kernels.Gpu.Tests.Failures;

/// <summary>The GPUs of this machine, the debugger among them.</summary>
public static class Gpus
{
    public static TheoryData<string> Names => [.. GpuDevices.List().Where(gpu => gpu.IsUsable).Select(gpu => gpu.Name)];
}
