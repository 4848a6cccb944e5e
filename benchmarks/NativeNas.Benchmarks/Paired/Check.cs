using NativeNas.Workloads.Subjects;
using NativeNas.Workloads;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Paired;

/// <summary>The fast and fused forms against the portable kernels unfused, tensor by tensor: what is timed must be right.</summary>
internal static class Check
{
    /// <summary>Images of the batch that a GPU is checked with, so that the processor is done with them soon.</summary>
    private const int GpuImages = 4;

    /// <summary>What is wrong with the outputs and gradients of a mode, or null.</summary>
    /// <param name="device">What is timed.</param>
    public static string? Complaint(Workload workload, Mode mode, Hardware hardware, Device device)
    {
        Workload held = hardware.IsGpu ? OnGpu(workload, hardware.Precision) : workload;
        using CpuDevice portable = new(hardware.IsGpu ? 0 : hardware.Threads, CpuForms.Portable);
        return Complaint(Results(device, held, mode), Results(portable, held with { Fusion = false }, mode), held)
            ?? (hardware.IsGpu && mode == Mode.Forward && held.CheckedImages < held.Images ? WithAllImages(held, device) : null);
    }

    /// <summary>
    /// What is wrong with the output of the batch that is timed, for tiles and splits of sums depend on its size; beside the
    /// processor's fast forms, which are done with it soon.
    /// </summary>
    private static string? WithAllImages(Workload held, Device device)
    {
        Workload whole = held with { CheckedImages = held.Images };
        using CpuDevice processor = new(0);
        return Complaint(Results(device, whole, Mode.Forward), Results(processor, whole with { Fusion = false }, Mode.Forward), whole) is { } complaint
            ? $"with all {held.Images} images {complaint}"
            : null;
    }

    /// <summary>
    /// As a GPU is held, whose sums have an order of their own: forward to 1e-4 where many ReLUs follow each other. Operands
    /// of tf32 (2⁻¹¹) and bf16 (2⁻⁸) widen a layer to 1e-2 and 8e-2; in a step they flip so many ReLUs that its gradients
    /// are held as one vector, to 0.3, and the loss.
    /// </summary>
    private static Workload OnGpu(Workload workload, MatrixPrecision precision)
    {
        const double forward = 1e-4, all = 0.3, any = 1e3;
        double rounding = precision switch { MatrixPrecision.Fp32 => 0, MatrixPrecision.Tf32 => 1e-2, _ => 8e-2 };
        bool steps = workload.GradientTolerance is not null;
        return workload with
        {
            CheckedImages = Math.Min(workload.CheckedImages, GpuImages),
            Tolerance = steps && rounding > 0 ? any : Math.Max(workload.Tolerance, rounding),
            ForwardTolerance = Math.Max(workload.ForwardTolerance, Math.Max(forward, rounding)),
            GradientTolerance = steps && rounding > 0 ? all : workload.GradientTolerance,
        };
    }

    /// <summary>What is wrong with results, what forward gives before the gradients, or null.</summary>
    internal static string? Complaint(IReadOnlyList<NamedValues> ours, IReadOnlyList<NamedValues> reference, Workload workload) => ours
        .Zip(reference)
        .Select((pair, i) => Complaint(pair.First, pair.Second, i == 0 ? workload.ForwardTolerance : workload.Tolerance))
        .Append(workload.GradientTolerance is { } tolerance ? Complaint([.. ours.Skip(1)], [.. reference.Skip(1)], tolerance) : null)
        .FirstOrDefault(complaint => complaint is not null);

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

    /// <summary>|a − b| ≤ tolerance · |b| of all gradients as one vector, or what is wrong.</summary>
    private static string? Complaint(NamedValues[] a, NamedValues[] b, double tolerance)
    {
        double squares = 0, errors = 0;

        foreach ((NamedValues ours, NamedValues reference) in a.Zip(b))
        {
            foreach ((float x, float y) in ours.Values.Zip(reference.Values))
            {
                errors += ((double)x - y) * ((double)x - y);
                squares += (double)y * y;
            }
        }

        (double error, double length) = (Math.Sqrt(errors), Math.Sqrt(squares));
        return error <= tolerance * length ? null : FormattableString.Invariant($"all gradients together are off by {error:G2} where their length is {length:G2}");
    }

    private static IReadOnlyList<NamedValues> Results(Device device, Workload workload, Mode mode)
    {
        using ISubject subject = workload.On(device, workload.CheckedImages);
        return subject.Results(mode);
    }
}
