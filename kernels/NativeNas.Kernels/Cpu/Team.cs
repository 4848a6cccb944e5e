using System.Runtime.ExceptionServices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Threads that share out the pieces of one job at a time. The caller works, too; idle workers spin for some tens of
/// microseconds, then sleep. Which thread runs a piece never matters to a result.
/// </summary>
internal sealed class Team : IDisposable
{
    private const int Spins = 2000;

    private readonly Thread[] workers;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0);
    private Work? work;

    /// <summary>Generation of the job in the upper half, pieces not yet claimed in the lower.</summary>
    private ulong ticket;
    private int done, sleeping;
    private volatile bool stopping;
    private volatile Exception? failure;

    public Team(int threads)
    {
        workers = new Thread[threads - 1];

        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new(Serve) { IsBackground = true, Name = $"kernel worker {i + 1}" };
            workers[i].Start();
        }
    }

    public int Threads => workers.Length + 1;

    /// <summary>Runs every piece and returns when all are done. Callers take turns.</summary>
    public void Run<TJob>(int count, in TJob job)
        where TJob : struct, ICpuJob
    {
        using Lock.Scope turn = gate.EnterScope();

        if (workers.Length == 0 || count == 1)
        {
            for (int piece = 0; piece < count; piece++)
            {
                job.Run(piece);
            }

            return;
        }

        Work<TJob> current = Work<TJob>.Take(job);
        work = current;
        done = 0;
        ulong generation = (Volatile.Read(ref ticket) >> 32) + 1;
        Interlocked.Exchange(ref ticket, (generation << 32) | (uint)count);

        if (Volatile.Read(ref sleeping) > 0)
        {
            wake.Release(Math.Min(workers.Length, count - 1));
        }

        Drain();
        SpinWait spin = default;

        while (Volatile.Read(ref done) < count)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        work = null;
        Work<TJob>.Give(current);

        if (failure is { } thrown)
        {
            failure = null;
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    public void Dispose()
    {
        stopping = true;
        wake.Release(workers.Length + 1);

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        wake.Dispose();
    }

    private void Serve()
    {
        while (!stopping)
        {
            ulong seen = Volatile.Read(ref ticket);
            Drain();

            for (int i = 0; i < Spins && Volatile.Read(ref ticket) >> 32 == seen >> 32; i++)
            {
                Thread.SpinWait(10);
            }

            if (Volatile.Read(ref ticket) >> 32 != seen >> 32)
            {
                continue;
            }

            Interlocked.Increment(ref sleeping);

            if (Volatile.Read(ref ticket) >> 32 == seen >> 32 && !stopping)
            {
                wake.Wait();
            }

            Interlocked.Decrement(ref sleeping);
        }
    }

    /// <summary>Claims pieces, the last first, until none is left. A late waker finds none and harms nothing.</summary>
    private void Drain()
    {
        while (true)
        {
            ulong claim = Volatile.Read(ref ticket);
            int unclaimed = (int)(uint)claim;

            if (unclaimed == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref ticket, claim - 1, claim) != claim)
            {
                continue;
            }

            try
            {
                work!.Run(unclaimed - 1);
            }
            catch (Exception e)
            {
                failure = e;
            }

            Interlocked.Increment(ref done);
        }
    }
}
