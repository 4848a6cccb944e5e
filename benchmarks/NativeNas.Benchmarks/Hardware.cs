using System.CommandLine;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu;

namespace NativeNas.Benchmarks;

/// <summary>What our side runs on: the processor, or a GPU of this machine by its name.</summary>
/// <param name="Threads">Of a processor; 0 is one a core.</param>
internal sealed record Hardware(string Name, int Threads)
{
    public const string Processor = "cpu";

    /// <summary>Whether it is none of the processor's forms.</summary>
    public bool IsGpu => Name != Processor && !Name.StartsWith("cpu-", StringComparison.Ordinal);

    /// <summary>The name, of a GPU with what the driver calls it and says of itself.</summary>
    public string About => GpuDevices.List().FirstOrDefault(gpu => gpu.Name == Name) is { } card ? $"{Name} ({string.Join(", ", new[] { card.Hardware, card.Driver }.Where(word => word.Length > 0))})" : Name;

    public static Option<string> Option() => new("--device")
    {
        DefaultValueFactory = _ => Processor,
        Description = "What ours runs on: cpu, cpu-staged, cuda:0, opencl:0, ilgpu-cpu (nativenas devices lists them)",
    };

    /// <exception cref="BenchmarkException">There is no such device, or it cannot be used.</exception>
    public Device Open()
    {
        try
        {
            return Name switch
            {
                Processor => new CpuDevice(Threads),
                "cpu-portable" => new CpuDevice(Threads, CpuForms.Portable),
                "cpu-scalar" => new CpuScalarDevice(Threads),
                "cpu-staged" => new CpuScalarDevice(Threads, staged: true),
                _ => GpuDevices.Open(Name),
            };
        }
        catch (Exception e) when (e is ArgumentException or DeviceException)
        {
            throw new BenchmarkException(e.Message);
        }
    }
}
