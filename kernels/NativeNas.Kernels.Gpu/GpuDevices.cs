using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.Catalogue;
using NativeNas.Kernels.Gpu.TensorCores;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>The GPUs of this machine by name: cuda:0 …, opencl:0 …, and ILGPU's debugger ilgpu-cpu.</summary>
public static class GpuDevices
{
    /// <summary>Why there are none; null in a build that looks for them.</summary>
    public static string? Absent => null;

    /// <summary>All that there are, with those that cannot be used and the reason.</summary>
    public static IReadOnlyList<GpuDescription> List() => [.. Cards().Select(card => card.Description)];

    /// <param name="precision">Of matrix products; other than fp32 on CUDA devices from SM_80 on alone.</param>
    /// <exception cref="ArgumentException">There is no device of that name, or it has not the precision.</exception>
    /// <exception cref="DeviceException">There is, and it cannot be used.</exception>
    public static Device Open(string name, MatrixPrecision precision = MatrixPrecision.Fp32)
    {
        Card[] cards = [.. Cards()];
        Card card = Array.Find(cards, card => card.Description.Name == name) ?? throw Unknown(name, cards);

        if (card.Description.Reason is { } reason)
        {
            throw new DeviceException($"{name}: {reason}");
        }

        return PrecisionRefusal.Of(name, (card.Hardware as CudaDevice)?.Architecture, precision) is { } refusal
            ? throw new ArgumentException(refusal)
            : Open(name, card.Hardware!, precision);
    }

    private static IEnumerable<Card> Cards() => [.. CudaCards.Find(), .. OpenClCards.Find(), Card.Debugger];

    /// <summary>Where a whole kind is absent, why.</summary>
    private static Exception Unknown(string name, Card[] cards) =>
        Array.Find(cards, card => card.Hardware is null && name.StartsWith($"{card.Description.Name}:", StringComparison.Ordinal)) is { } none
            ? new DeviceException($"{name}: {none.Description.Reason}")
            : new ArgumentException($"'{name}' is no GPU of this machine; there are {string.Join(", ", cards.Select(card => card.Description.Name))}");

    /// <summary>A context a device, since a kernel that does not compile spoils its context.</summary>
    private static GpuDevice Open(string name, ILGPU.Runtime.Device hardware, MatrixPrecision precision)
    {
        Context context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O1));

        try
        {
            return new(name, hardware.CreateAccelerator(context)) { Precision = precision };
        }
        catch (Exception failure) when (failure is AcceleratorException or NotSupportedException)
        {
            context.Dispose();
            throw new DeviceException($"{name}: the device cannot be opened: {Failure.FirstLine(failure)}", failure);
        }
    }
}
