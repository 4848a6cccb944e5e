using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>Every operation on every device against the scalar processor: max |a − b| ≤ 1e-4 · max |b|, and exact zeros where it has them in padding.</summary>
public class OperationTests
{
    private const float Tolerance = 1e-4f;

    private static readonly CpuScalarDevice oracle = new(1);

    public static IEnumerable<TheoryDataRow<string, TestDevice>> Rows =>
        from device in TestDevices.All
        where device.Name != "cpu-scalar"
        from trial in Trial.All
        select new TheoryDataRow<string, TestDevice>(trial.Name, device)
        {
            TestDisplayName = $"{trial.Name} on {device.Name}",
            Skip = device.Reason ?? (device.IsDebugger ? trial.TooLargeForDebugger : null),
        };

    [Fact]
    public void No_operation_lacks_a_trial()
    {
        using Census census = new();

        foreach (Trial trial in Trial.All)
        {
            using Scene scene = new(census, 1);
            trial.Run(scene);
        }

        Type[] all = [.. typeof(IOperation).Assembly.GetTypes().Where(type => type.IsValueType && type.GetInterfaces().Contains(typeof(IOperation)))];
        Assert.True(all.Length > 50, $"Only {all.Length} operations were found.");
        Assert.DoesNotContain(all, operation => !census.Seen.Contains(operation));
    }

    [Fact]
    public void Names_tell_trials_apart() => Assert.Distinct(Trial.All.Select(trial => trial.Name));

    [Theory, MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Agrees_with_the_processor(string name, TestDevice on)
    {
        Trial trial = Trial.All.Single(trial => trial.Name == name);

        for (int seed = 0; seed < Math.Min(trial.Seeds, on.IsDebugger ? 3 : 10); seed++)
        {
            using Scene expected = new(oracle, (ulong)seed), actual = new(on.Device!, (ulong)seed);
            trial.Run(expected);
            trial.Run(actual);

            actual.Matches(expected, name, Tolerance);
        }
    }

    [Theory, MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Leaves_the_same_bits_again(string name, TestDevice on)
    {
        Trial trial = Trial.All.Single(trial => trial.Name == name);

        for (int seed = 0; seed < Math.Min(trial.Seeds, on.IsDebugger ? 1 : 3); seed++)
        {
            using Scene first = new(on.Device!, (ulong)seed), second = new(on.Device!, (ulong)seed);
            trial.Run(first);
            trial.Run(second);
            IReadOnlyList<Outcome> a = first.Outcomes(), b = second.Outcomes();
            Assert.Equal(a.Count, b.Count);

            for (int i = 0; i < a.Count; i++)
            {
                Assert.True(a[i].IsSame(b[i]), $"{name}, {first}, {a[i].Name}: other bits the second time.");
            }
        }
    }
}
