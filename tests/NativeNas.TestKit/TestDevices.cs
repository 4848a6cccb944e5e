using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu;

namespace NativeNas.TestKit;

/// <summary>
/// The devices that tests run on: the processor in its four forms and, in a build with GPUs, each GPU of this machine,
/// or for a way to GPUs by which there are none (cuda, opencl) why.
/// <c>NATIVENAS_TEST_DEVICES</c>, names with commas between, takes some of them alone.
/// </summary>
public static class TestDevices
{
    private const string Variable = "NATIVENAS_TEST_DEVICES";

    private static readonly (string Name, Func<Device> Open)[] processors =
    [
        ("cpu-scalar", () => new CpuScalarDevice(2)),
        ("cpu-portable", () => new CpuDevice(2, CpuForms.Portable)),
        ("cpu", () => new CpuDevice(2)),
        ("cpu-staged", () => new CpuScalarDevice(2, staged: true)),
    ];

    private static readonly Lazy<IReadOnlyList<TestDevice>> all = new(() => [.. Chosen(Environment.GetEnvironmentVariable(Variable))]);

    public static IReadOnlyList<TestDevice> All => all.Value;

    /// <exception cref="ArgumentException">A name stands for no device of this machine and build.</exception>
    private static IEnumerable<TestDevice> Chosen(string? names)
    {
        IReadOnlyList<GpuDescription> gpus = GpuDevices.List();
        string[] known = [.. processors.Select(processor => processor.Name), .. gpus.Select(gpu => gpu.Name)];
        string[] wanted = string.IsNullOrWhiteSpace(names) ? known : names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] unknown = [.. wanted.Except(known)];

        if (unknown.Length > 0)
        {
            throw new ArgumentException($"{Variable} names {string.Join(", ", unknown)}; there are {string.Join(", ", known)}.");
        }

        return
        [
            .. processors.Where(processor => wanted.Contains(processor.Name)).Select(processor => new TestDevice(processor.Name, processor.Open(), null)),
            .. gpus.Where(gpu => wanted.Contains(gpu.Name)).Select(gpu => new TestDevice(gpu.Name, gpu.IsUsable ? GpuDevices.Open(gpu.Name) : null, gpu.Reason)),
        ];
    }
}

/// <param name="Device">Null where it cannot be used.</param>
/// <param name="Reason">Why it cannot.</param>
public sealed record TestDevice(string Name, Device? Device, string? Reason)
{
    /// <summary>ILGPU's emulation of a GPU, some hundred times slower than a plain loop.</summary>
    public bool IsDebugger => Name == "ilgpu-cpu";

    public bool IsProcessor => Name.StartsWith("cpu", StringComparison.Ordinal);
}
