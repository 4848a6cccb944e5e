using NativeNas.Kernels.Cpu;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.Searches;

/// <summary>
/// A whole study, search and training, on each GPU. Rounding decides which way a relu near zero goes, so losses drift
/// apart; those of the processor's own forms are up to 4e-4 apart after ten steps.
/// </summary>
public class SearchTests(ITestOutputHelper output)
{
    private const double Bound = 1e-3;

    private static readonly Dictionary<string, TinySearch> first = [];

    public static IEnumerable<TheoryDataRow<TestDevice>> Gpus =>
        from device in TestDevices.All
        where !device.Name.StartsWith("cpu", StringComparison.Ordinal)
        select new TheoryDataRow<TestDevice>(device) { Skip = device.Reason, TestDisplayName = device.Name };

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Gpus), DisableDiscoveryEnumeration = true)]
    public void The_first_ten_steps_lose_what_they_lose_on_the_processor(TestDevice on)
    {
        using CpuDevice cpu = new(1);
        TinySearch expected = TinySearch.On(cpu, on.IsDebugger), actual = First(on);
        double[] apart = [.. expected.Losses.Zip(actual.Losses, (b, a) => Math.Abs(a - b))];
        string genotypes = actual.Found.Genotype == expected.Found.Genotype ? "the same genotype" : "another genotype";
        output.WriteLine($"{on.Name}: losses of {TinySearch.Steps} steps are at most {apart.Max():E1} apart; {genotypes}.");
        Assert.Equal((2 * TinySearch.Steps, 2 * TinySearch.Steps), (expected.Losses.Count, actual.Losses.Count));
        Assert.All(apart, one => Assert.InRange(one, 0, Bound));
    }

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Gpus), DisableDiscoveryEnumeration = true)]
    public void The_same_seed_leaves_the_same_bits(TestDevice on)
    {
        TinySearch a = First(on), b = TinySearch.On(on.Device!, on.IsDebugger);
        Assert.Equal(a.Losses, b.Losses);
        Assert.Equal(a.Found.RunHash, b.Found.RunHash);
    }

    private static TinySearch First(TestDevice on)
    {
        if (!first.TryGetValue(on.Name, out TinySearch? found))
        {
            first[on.Name] = found = TinySearch.On(on.Device!, on.IsDebugger);
        }

        return found;
    }
}
