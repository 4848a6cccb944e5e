using NativeNas.Workloads.Subjects;
using NativeNas.Workloads;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Paired;

/// <summary>The fast and fused forms against the portable kernels unfused, tensor by tensor: what is timed must be right.</summary>
internal static class Check
{
    /// <summary>What is wrong with the outputs and gradients of a mode, or null.</summary>
    public static string? Complaint(Workload workload, Mode mode, int threads)
    {
        IReadOnlyList<NamedValues> ours = Results(new CpuDevice(threads), workload, mode);
        IReadOnlyList<NamedValues> reference = Results(new CpuDevice(threads, CpuForms.Portable), workload with { Fusion = false }, mode);
        return ours.Zip(reference, (a, b) => Complaint(a, b, workload.Tolerance)).FirstOrDefault(complaint => complaint is not null);
    }

    /// <summary>max |a − b| ≤ tolerance · max |b|, or what is wrong.</summary>
    internal static string? Complaint(NamedValues a, NamedValues b, double tolerance)
    {
        double largest = 0, error = 0;

        for (int i = 0; i < b.Values.Length; i++)
        {
            double difference = Math.Abs((double)a.Values[i] - b.Values[i]);
            error = double.IsFinite(difference) ? Math.Max(error, difference) : double.PositiveInfinity;
            largest = Math.Max(largest, Math.Abs((double)b.Values[i]));
        }

        return error <= tolerance * largest ? null : FormattableString.Invariant($"{a.Name} is off by {error:G2} where the largest value is {largest:G2}");
    }

    private static IReadOnlyList<NamedValues> Results(Device device, Workload workload, Mode mode)
    {
        using (device)
        {
            using ISubject subject = workload.On(device, workload.CheckedImages);
            return subject.Results(mode);
        }
    }
}
