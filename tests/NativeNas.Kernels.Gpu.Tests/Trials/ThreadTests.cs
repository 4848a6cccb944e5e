using NativeNas.Kernels.Cpu;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>Several threads on one device: what each launches, writes and reads is its own.</summary>
public class ThreadTests
{
    private const float Tolerance = 1e-4f;

    private static readonly string[] names = ["mixed convolution", "mixed convolution, gradients", "squeeze-excite"];

    public static IEnumerable<TheoryDataRow<TestDevice>> Rows =>
        from device in TestDevices.All
        where device.Device is null or GpuDevice
        select new TheoryDataRow<TestDevice>(device) { TestDisplayName = $"Threads on {device.Name}", Skip = device.Reason };

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public async Task Threads_take_turns(TestDevice on)
    {
        (Trial Trial, ulong Seed)[] work = [.. from trial in Trial.All where names.Contains(trial.Name) from seed in new[] { 1ul, 2ul } select (trial, seed)];
        using CpuScalarDevice oracle = new(1);
        IReadOnlyList<Outcome>[] expected = [.. work.Select(one => Run(one.Trial, oracle, one.Seed))];
        IReadOnlyList<Outcome>[] actual = await Task.WhenAll(work.Select(one => Task.Run(() => Run(one.Trial, on.Device!, one.Seed))));

        for (int i = 0; i < work.Length; i++)
        {
            Assert.All(expected[i].Zip(actual[i]), pair => Assert.Null(pair.Second.FirstOff(pair.First, Tolerance)));
        }
    }

    private static IReadOnlyList<Outcome> Run(Trial trial, Devices.Device device, ulong seed)
    {
        using Scene scene = new(device, seed);
        trial.Run(scene);
        return scene.Outcomes();
    }
}
