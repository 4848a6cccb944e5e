using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.Tests.Trials;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.TensorCores;

/// <summary>Products of numbers that tf32 and bf16 hold exactly, on tensor cores: as the scalar processor computes them, max |a − b| ≤ 1e-4 · max |b|.</summary>
public sealed class PrecisionTests
{
    /// <summary>Multiples of it up to 2 have eight significant bits.</summary>
    private const float Quantum = 1f / 64, Tolerance = 1e-4f;

    private static readonly CpuScalarDevice oracle = new(1);

    public static IEnumerable<TheoryDataRow<string, MatrixPrecision>> Rows =>
        from card in TestDevices.All.Where(device => device.Name.StartsWith("cuda", StringComparison.Ordinal)).DefaultIfEmpty(new("cuda", null, "The chosen devices have none of CUDA."))
        from precision in new[] { MatrixPrecision.Tf32, MatrixPrecision.Bf16 }
        select new TheoryDataRow<string, MatrixPrecision>(card.Name, precision) { Skip = card.Reason };

    [Theory, MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Convolutions_agree_with_the_processor(string name, MatrixPrecision precision)
    {
        using Device device = Opened(name, precision);

        foreach (Trial trial in ConvolutionTrials.All)
        {
            for (int seed = 0; seed < trial.Seeds; seed++)
            {
                using Scene expected = new(oracle, (ulong)seed) { Quantum = Quantum }, actual = new(device, (ulong)seed) { Quantum = Quantum };
                trial.Run(expected);
                trial.Run(actual);
                actual.Matches(expected, trial.Name, Tolerance);
            }
        }
    }

    /// <summary>Numbers of 24 bits lose some, so that tensor cores did compute.</summary>
    [Theory, MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Other_numbers_are_rounded(string name, MatrixPrecision precision)
    {
        using Device device = Opened(name, precision);
        Trial[] products = [.. ConvolutionTrials.All.Where(trial => trial.Name.StartsWith("pointwise of many pixels, 16 to 64", StringComparison.Ordinal))];
        Assert.Equal(3, products.Length);

        foreach (Trial product in products)
        {
            using Scene expected = new(oracle, 1), actual = new(device, 1);
            product.Run(expected);
            product.Run(actual);
            Assert.NotNull(actual.Outcomes()[0].FirstOff(expected.Outcomes()[0], 1e-5f));
            actual.Matches(expected, product.Name, precision == MatrixPrecision.Tf32 ? 1e-3f : 1e-2f);
        }
    }

    /// <summary>A card that has not the precision is reported as skipped.</summary>
    private static Device Opened(string name, MatrixPrecision precision)
    {
        try
        {
            return GpuDevices.Open(name, precision);
        }
        catch (ArgumentException refusal)
        {
            Assert.Skip(refusal.Message);
            throw;
        }
    }
}
