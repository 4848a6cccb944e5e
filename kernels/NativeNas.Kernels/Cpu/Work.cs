namespace NativeNas.Kernels.Cpu;

/// <summary>A job as the team sees it.</summary>
internal abstract class Work
{
    public abstract void Run(int piece);
}

/// <summary>The holder of one kind of job, reused so that starting a job allocates nothing.</summary>
internal sealed class Work<TJob> : Work
    where TJob : struct, ICpuJob
{
    private static Work<TJob>? spare;

    private TJob job;

    public static Work<TJob> Take(in TJob job)
    {
        Work<TJob> work = Interlocked.Exchange(ref spare, null) ?? new();
        work.job = job;
        return work;
    }

    public static void Give(Work<TJob> work)
    {
        work.job = default;
        spare = work;
    }

    public override void Run(int piece) => job.Run(piece);
}
