using System.Reflection;
using NativeNas.Kernels.Devices;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace NativeNas.TestKit;

/// <summary>Runs a theory on each device, given as its last argument; before it stand the values of the rows, if any. What cannot run is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEveryDeviceAttribute(params object[] row) : DataAttribute
{
    /// <summary>Why ILGPU's debugger does not run this: what makes it take minutes there.</summary>
    public string? TooLargeForDebugger { get; set; }

    /// <summary>Those that can be used.</summary>
    public static IReadOnlyList<Device> Devices { get; } = [.. TestDevices.All.Select(device => device.Device).OfType<Device>()];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. TestDevices.All.Select(device => new TheoryDataRow([.. row, device.Device])
        {
            TestDisplayName = $"{testMethod.Name}({string.Join(", ", row.Append(device.Name))})",
            Skip = device.Reason ?? (device.IsDebugger ? TooLargeForDebugger : null),
        })]);

    public override bool SupportsDiscoveryEnumeration() => false;
}
