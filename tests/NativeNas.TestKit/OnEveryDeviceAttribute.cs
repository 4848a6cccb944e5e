using System.Reflection;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace NativeNas.TestKit;

/// <summary>Runs a theory on each device, given as its last argument; before it stand the values of the rows, if any.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEveryDeviceAttribute(params object[] row) : DataAttribute
{
    private static readonly Lazy<Device[]> devices = new(() => [new CpuScalarDevice(2), new CpuDevice(2, CpuForms.Portable), new CpuDevice(2), new CpuScalarDevice(2, staged: true)]);

    public static IReadOnlyList<Device> Devices => devices.Value;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Devices.Select(device => new TheoryDataRow([.. row, device]) { TestDisplayName = $"{testMethod.Name}({string.Join(", ", row.Append(device.Name))})" })]);

    public override bool SupportsDiscoveryEnumeration() => false;
}
