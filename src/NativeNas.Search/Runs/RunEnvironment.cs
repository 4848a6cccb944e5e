using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;

namespace NativeNas.Search.Runs;

/// <summary>The content of environment.json: what a reader of the numbers wants to know, nothing that names a person or a path.</summary>
public static class RunEnvironment
{
    public static JsonObject Describe() => new()
    {
        ["nativenas"] = typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
        ["operatingSystem"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processor"] = ProcessorName("/proc/cpuinfo"),
        ["cores"] = Environment.ProcessorCount,
        ["memoryBytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["vectorFloats"] = Vector<float>.Count,
        ["vector512"] = Vector512.IsHardwareAccelerated,
        ["vector256"] = Vector256.IsHardwareAccelerated,
        ["avx512"] = Avx512F.IsSupported,
        ["avx2"] = Avx2.IsSupported,
        ["fusedMultiplyAdd"] = Fma.IsSupported,
    };

    /// <summary>The model name that Linux gives; null elsewhere.</summary>
    private static string? ProcessorName(string path)
    {
        try
        {
            return File.ReadLines(path)
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
                .Split(':', 2)[^1].Trim();
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
