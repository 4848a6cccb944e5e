using System.Diagnostics;
using System.Globalization;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;
using NativeNas.Workloads.Subjects;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Cli.Devices;

/// <summary>A few operations, forward and backward, against the processor's portable kernels, and a step to time.</summary>
internal static class SelfTest
{
    private const int Runs = 5;

    /// <summary>Below it a tensor counts as zero.</summary>
    private const double Least = 1e-9;

    /// <summary>Channels end inside a block, and sizes are odd.</summary>
    private static readonly string[] Cases =
    [
        "depthwise/n2_c24_h9_k3_s1", "depthwise/n1_c24_h9_k5_s2", "pointwise/n2_c24to40_h7", "conv/n2_c8to24_h9_k3_s2",
        "batchnorm_train/n2_c24_h9", "swish/n2_c24_h9", "linear/n4_c40to24", "squeeze_excite/n2_c24_h5_r4", "mixed_op/n2_c8_h8_s1",
    ];

    /// <summary>An edge of a supernet, on images that keep a GPU busy.</summary>
    private const string Step = "mixed_op/n32_c16_h32_s1";

    /// <summary>What is wrong, or null.</summary>
    public static string? Complaint(Device device, MatrixPrecision precision)
    {
        using CpuDevice oracle = new(threads: 1, CpuForms.Portable);
        return Catalog.Chosen(Cases).Select(workload => Complaint(device, oracle, workload, precision)).FirstOrDefault(complaint => complaint is not null);
    }

    /// <summary>The median of a few runs, each until the device is done.</summary>
    public static double Milliseconds(Device device)
    {
        Workload workload = Catalog.Chosen([Step])[0];
        using ISubject subject = workload.On(device, workload.Images);
        using Buffer last = device.Allocate(16);
        double[] times = new double[Runs + 1];

        for (int run = 0; run <= Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            subject.Run(Mode.ForwardBackward);
            last.Read(0, new float[16]);    // a read waits for all that was launched before
            times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Skip(1).Order().ElementAt(Runs / 2);
    }

    private static string? Complaint(Device device, Device oracle, Workload workload, MatrixPrecision precision)
    {
        double tolerance = Math.Max(workload.Tolerance, precision switch { MatrixPrecision.Tf32 => 1e-2, MatrixPrecision.Bf16 => 5e-2, _ => 0 });
        using ISubject here = workload.On(device, workload.CheckedImages), there = workload.On(oracle, workload.CheckedImages);
        IReadOnlyList<NamedValues> ours = here.Results(Mode.ForwardBackward), theirs = there.Results(Mode.ForwardBackward);

        if (ours.Count != theirs.Count)
        {
            return $"{workload.Name}: {ours.Count} results; the processor has {theirs.Count}";
        }

        return ours.Zip(theirs)
            .Where(pair => !(Error(pair.First.Values, pair.Second.Values) <= tolerance))
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{workload.Name}: {pair.First.Name} is off by {Error(pair.First.Values, pair.Second.Values):G2} of its largest value"))
            .FirstOrDefault();
    }

    /// <summary>max |a − b| / max |b|; infinite where a is not finite or not as long.</summary>
    private static double Error(float[] a, float[] b) => a.Length == b.Length && a.All(float.IsFinite)
        ? a.Zip(b, (x, y) => Math.Abs((double)x - y)).Max() / Math.Max(b.Max(Math.Abs), Least)
        : double.PositiveInfinity;
}
