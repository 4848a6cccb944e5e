using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Devices;

/// <summary>What --device can name: for people, or as objects.</summary>
internal static class DeviceList
{
    private static readonly (string Name, string About)[] Processors =
    [
        (DeviceName.Cpu, "the processor, sixteen channels at a time"),
        (DeviceName.CpuScalar, "the processor, a channel at a time: slow, the oracle of the others"),
    ];

    /// <summary>A line a device, below it what is known of it; those that cannot be used last.</summary>
    public static string Text(IReadOnlyList<GpuDescription> gpus)
    {
        StringBuilder text = new();

        foreach ((string name, string about) in Processors)
        {
            text.Append($"{name,-12}{about}\n");
        }

        foreach (GpuDescription gpu in gpus.OrderBy(gpu => !gpu.IsUsable))
        {
            text.Append($"{gpu.Name,-12}{(gpu.Hardware.Length > 0 ? string.Join(", ", About(gpu)) : $"cannot be used: {gpu.Reason}")}\n");

            if (gpu is { Hardware.Length: > 0, Reason: { } reason })
            {
                text.Append($"{"",-12}cannot be used: {reason}\n");
            }
        }

        return GpuDevices.Absent is { } absent ? text.Append($"{"gpu",-12}{absent}\n").ToString() : text.ToString();
    }

    /// <summary>One object a device; reason says why one cannot be used.</summary>
    public static JsonArray Json(IReadOnlyList<GpuDescription> gpus) =>
        [.. Processors.Select(cpu => new JsonObject { ["name"] = cpu.Name, ["description"] = cpu.About, ["usable"] = true }), .. gpus.Select(Json)];

    private static JsonObject Json(GpuDescription gpu) => new()
    {
        ["name"] = gpu.Name,
        ["description"] = gpu.Hardware,
        ["usable"] = gpu.IsUsable,
        ["kind"] = gpu.Kind.ToString().ToLowerInvariant(),
        ["memoryBytes"] = gpu.MemoryBytes,
        ["driver"] = gpu.Driver,
        ["capabilities"] = new JsonArray([.. gpu.Capabilities.Select(one => JsonValue.Create(one))]),
        ["reason"] = gpu.Reason,
    };

    private static IEnumerable<string> About(GpuDescription gpu) =>
        [gpu.Hardware, .. gpu.MemoryBytes > 0 ? [ByteCount.Text(gpu.MemoryBytes)] : Array.Empty<string>(), gpu.Driver, .. gpu.Capabilities];
}
