using System.Numerics;
using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Keeps the workers of a team off the core that its caller runs on: beside a caller that computes, a worker there
/// halves the speed. The workers share all other cores that the process may use, so the system still spreads them,
/// and other teams and processes find no core taken. Linux alone; elsewhere, and where the system refuses, nothing happens.
/// </summary>
internal sealed partial class Cores
{
    /// <summary>Cores of the largest set that is asked for.</summary>
    private const int Most = 1024;

    private readonly ulong[] allowed = new ulong[Most / 64];

    /// <summary>The core that all workers are kept off; −1 where some do not run yet.</summary>
    private int kept = -1;

    private Cores()
    {
    }

    /// <summary>The cores that the calling thread may use, or null where there are fewer than threads or nobody can say.</summary>
    public static Cores? For(int threads)
    {
        Cores cores = new();

        try
        {
            bool known = OperatingSystem.IsLinux() && GetAffinity(0, Most / 8, cores.allowed) == 0 && ThreadNumber() > 0 && CurrentCore() >= 0;
            return known && threads > 1 && cores.allowed.Sum(BitOperations.PopCount) >= threads ? cores : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The system's number of the calling thread.</summary>
    public static int Thread() => ThreadNumber();

    /// <summary>Moves the workers away from the caller's core; costs a look where the caller has not moved.</summary>
    public void KeepFree(ReadOnlySpan<Worker> workers)
    {
        int core = CurrentCore();

        if (core == kept || core is < 0 or >= Most)
        {
            return;
        }

        Span<ulong> others = stackalloc ulong[allowed.Length];
        allowed.CopyTo(others);
        others[core / 64] &= ~(1ul << (core % 64));

        bool all = true;

        foreach (Worker worker in workers)
        {
            if (worker.Number > 0)
            {
                _ = SetAffinity(worker.Number, Most / 8, others);
            }
            else
            {
                all = false;
            }
        }

        kept = all ? core : -1;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, Span<ulong> cores);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, ReadOnlySpan<ulong> cores);

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    [SuppressGCTransition]
    private static partial int CurrentCore();

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int ThreadNumber();
}
