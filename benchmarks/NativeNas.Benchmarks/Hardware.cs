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

    private const string Portable = "cpu-portable", Scalar = "cpu-scalar", Staged = "cpu-staged";

    /// <summary>Whether it is measured as a GPU is: with sizes that fill one, beside its own ceilings. cpu-staged, which runs GPU forms, stands for one.</summary>
    public bool IsGpu => Name is not (Processor or Portable or Scalar);

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
                Portable => new CpuDevice(Threads, CpuForms.Portable),
                Scalar => new CpuScalarDevice(Threads),
                Staged => new CpuScalarDevice(Threads, staged: true),
                _ => GpuDevices.Open(Name),
            };
        }
        catch (Exception e) when (e is ArgumentException or DeviceException)
        {
            throw new BenchmarkException(e.Message);
        }
    }
}
