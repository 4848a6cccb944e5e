using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads.Subjects;

namespace NativeNas.Workloads;

/// <summary>Something to time, named family/shape (<see cref="ShapeWords"/>).</summary>
public abstract record Workload(string Name)
{
    /// <summary>Images of the batch that is timed.</summary>
    public abstract int Images { get; }

    public abstract IReadOnlyList<Mode> Modes { get; }

    /// <summary>Whether modules may apply fused ops.</summary>
    public bool Fusion { get; init; } = true;

    /// <summary>The name, with a remark where fusion is off.</summary>
    public string Label => Fusion ? Name : $"{Name} (unfused)";

    /// <summary>Images of the batch that is checked against the portable kernels; fewer where a rounding can flip a ReLU.</summary>
    public int CheckedImages { get => Math.Min(field, Images); init; } = int.MaxValue;

    /// <summary>Largest max |a − b| / max |b| of a checked tensor.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The same of what forward gives, the first of the results.</summary>
    public double ForwardTolerance { get => Math.Min(field, Tolerance); init; } = double.PositiveInfinity;

    /// <summary>Largest |a − b| / |b| of all gradients as one vector; null where each alone is held tightly.</summary>
    public double? GradientTolerance { get; init; }

    /// <summary>The workload with its data on a device, the same numbers on every device.</summary>
    public abstract ISubject On(Device device, int images);

    /// <summary>Bytes that a run takes at least, from a dry run in every mode.</summary>
    /// <exception cref="WorkloadException">No such shape can be made.</exception>
    public long Needs()
    {
        try
        {
            using ShapeOnlyDevice dry = new();
            using ISubject subject = On(dry, Images);

            foreach (Mode mode in Modes)
            {
                subject.Run(mode);
            }

            return dry.PeakBytes;
        }
        catch (Exception wrong) when (wrong.GetType() == typeof(ArgumentException))
        {
            throw new WorkloadException($"{Name} cannot be made: {wrong.Message}");
        }
        catch (OverflowException)
        {
            throw new WorkloadException($"{Name} cannot be made: one of its tensors has more than 2³¹ − 1 numbers, {ByteCount.Text(4L * int.MaxValue)} of memory. Choose a smaller shape.");
        }
    }
}
