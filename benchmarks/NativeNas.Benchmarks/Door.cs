using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks;

/// <summary>Where a command turns what was asked wrongly into one line and exit code 1.</summary>
internal static class Door
{
    public static int Enter(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception e) when (e is BenchmarkException or WorkloadException or DeviceMemoryException or DeviceException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 1;
        }
    }
}
