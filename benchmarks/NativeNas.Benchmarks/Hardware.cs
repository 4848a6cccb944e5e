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

    /// <summary>Of matrix products.</summary>
    public MatrixPrecision Precision { get; init; }

    private const string Portable = "cpu-portable", Scalar = "cpu-scalar", Staged = "cpu-staged";

    /// <summary>Whether it is measured as a GPU is: with sizes that fill one, beside its own ceilings. cpu-staged, which runs GPU forms, stands for one.</summary>
    public bool IsGpu => Name is not (Processor or Portable or Scalar);

    /// <summary>In what matrix products multiply: fp32, tf32, bf16.</summary>
    public string Products => Precision.ToString().ToLowerInvariant();

    /// <summary>The name, of a GPU with what the driver calls it and says of itself.</summary>
    public string About => GpuDevices.List().FirstOrDefault(gpu => gpu.Name == Name) is { } card ? $"{Name} ({string.Join(", ", new[] { card.Hardware, card.Driver }.Where(word => word.Length > 0))})" : Name;

    public static Option<string> Option() => new("--device")
    {
        DefaultValueFactory = _ => Processor,
        Description = "What ours runs on: cpu, cpu-staged, cuda:0, opencl:0, ilgpu-cpu (nativenas devices lists them)",
    };

    public static Option<MatrixPrecision> PrecisionOption()
    {
        Option<MatrixPrecision> option = new("--precision") { Description = "Of matrix products on CUDA devices: fp32, tf32, bf16" };
        option.AcceptOnlyFromAmong("fp32", "tf32", "bf16");
        return option;
    }

    /// <exception cref="BenchmarkException">There is no such device, or it cannot be used.</exception>
    public Device Open()
    {
        if (Precision != MatrixPrecision.Fp32 && Name.StartsWith(Processor, StringComparison.Ordinal))
        {
            throw new BenchmarkException($"{Name} computes in fp32; precision {Products} is for CUDA devices.");
        }

        try
        {
            return Name switch
            {
                Processor => new CpuDevice(Threads),
                Portable => new CpuDevice(Threads, CpuForms.Portable),
                Scalar => new CpuScalarDevice(Threads),
                Staged => new CpuScalarDevice(Threads, staged: true),
                _ => GpuDevices.Open(Name, Precision),
            };
        }
        catch (Exception e) when (e is ArgumentException or DeviceException)
        {
            throw new BenchmarkException(e.Message);
        }
    }
}
