using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.Catalogue;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>The GPUs of this machine by name: cuda:0 …, opencl:0 …, and ILGPU's debugger ilgpu-cpu.</summary>
public static class GpuDevices
{
    /// <summary>Why there are none; null in a build that looks for them.</summary>
    public static string? Absent => null;

    /// <summary>All that there are, with those that cannot be used and the reason.</summary>
    public static IReadOnlyList<GpuDescription> List() => [.. Cards().Select(card => card.Description)];

    /// <exception cref="ArgumentException">There is no device of that name.</exception>
    /// <exception cref="DeviceException">There is, and it cannot be used.</exception>
    public static Device Open(string name)
    {
        Card[] cards = [.. Cards()];
        Card card = Array.Find(cards, card => card.Description.Name == name)
            ?? throw new ArgumentException($"'{name}' is no GPU of this machine; there are {string.Join(", ", cards.Select(card => card.Description.Name))}.");
        return card.Description.Reason is { } reason ? throw new DeviceException($"{name}: {reason}") : Open(name, card.Hardware!);
    }

    private static IEnumerable<Card> Cards() => [.. CudaCards.Find(), .. OpenClCards.Find(), Card.Debugger];

    /// <summary>A context a device, since a kernel that does not compile spoils its context.</summary>
    private static GpuDevice Open(string name, ILGPU.Runtime.Device hardware)
    {
        Context context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O1));

        try
        {
            return new(name, hardware.CreateAccelerator(context));
        }
        catch (Exception failure) when (failure is AcceleratorException or NotSupportedException)
        {
            context.Dispose();
            throw new DeviceException($"{name}: the device cannot be opened: {FirstLine.Of(failure)}", failure);
        }
    }
}
