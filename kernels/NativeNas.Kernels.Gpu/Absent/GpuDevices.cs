namespace NativeNas.Kernels.Gpu;

/// <summary>A build without GPUs.</summary>
public static class GpuDevices
{
    public const string Reason = "this build has no GPU devices; rebuild with -p:Gpu=true";
}
