namespace NativeNas.Kernels.Cpu;

/// <summary>
/// A faster form of an operation for vectors, beside its portable kernel and tested against it. Its pieces and the
/// order of its sums depend on the shape alone.
/// </summary>
public interface ICpuForm
{
    /// <summary>Whether this form covers the operation's shape; the portable kernel runs where it does not.</summary>
    bool Covers { get; }

    void Run(CpuWork work);
}
