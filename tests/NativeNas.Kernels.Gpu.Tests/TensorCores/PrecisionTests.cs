using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.Tests.Trials;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.TensorCores;

/// <summary>Products of numbers that tf32 and bf16 hold exactly, on tensor cores: as the scalar processor computes them, max |a − b| ≤ 1e-4 · max |b|.</summary>
public sealed class PrecisionTests
{
    /// <summary>Multiples of it up to 2 have eight significant bits.</summary>
    private const float Grid = 1f / 64, Tolerance = 1e-4f;

    private static readonly CpuScalarDevice oracle = new(1);

    public static IReadOnlyList<TheoryDataRow<string, MatrixPrecision>> Rows { get; } =
    [
        .. from device in TestDevices.All
           where device.Name.StartsWith("cuda", StringComparison.Ordinal)
           from precision in new[] { MatrixPrecision.Tf32, MatrixPrecision.Bf16 }
           select new TheoryDataRow<string, MatrixPrecision>(device.Name, precision) { Skip = device.Reason },
        .. TestDevices.All.Any(device => device.Name.StartsWith("cuda", StringComparison.Ordinal)) ? (IEnumerable<TheoryDataRow<string, MatrixPrecision>>)[] :
        [
            new("cuda", MatrixPrecision.Tf32) { Skip = "The chosen devices have none of CUDA." },
        ],
    ];

    [Theory, MemberData(nameof(Rows))]
    public void Convolutions_agree_with_the_processor(string name, MatrixPrecision precision)
    {
        using Device device = GpuDevices.Open(name, precision);

        foreach (Trial trial in ConvolutionTrials.All)
        {
            for (int seed = 0; seed < trial.Seeds; seed++)
            {
                using Scene expected = new(oracle, (ulong)seed) { Grid = Grid }, actual = new(device, (ulong)seed) { Grid = Grid };
                trial.Run(expected);
                trial.Run(actual);
                actual.Matches(expected, trial.Name, Tolerance);
            }
        }
    }

    /// <summary>Numbers of 24 bits lose some, so that tensor cores did compute.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void Other_numbers_are_rounded(string name, MatrixPrecision precision)
    {
        using Device device = GpuDevices.Open(name, precision);
        Trial trial = ConvolutionTrials.All.Single(trial => trial.Name == "pointwise of many pixels, 16 to 64");
        using Scene expected = new(oracle, 1), actual = new(device, 1);
        trial.Run(expected);
        trial.Run(actual);
        Assert.NotNull(actual.Outcomes()[0].FirstOff(expected.Outcomes()[0], 1e-5f));
        actual.Matches(expected, trial.Name, precision == MatrixPrecision.Tf32 ? 1e-3f : 1e-2f);
    }
}
