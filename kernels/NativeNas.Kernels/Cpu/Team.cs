using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Threads that share out the pieces of one job at a time. The caller works, too; idle workers look out for the next
/// job for <see cref="Patience"/>, then sleep. Which thread runs a piece never matters to a result.
/// </summary>
internal sealed class Team : IDisposable
{
    /// <summary>How long a worker spins before it sleeps: longer than the gap between two ops, shorter than anybody notices.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(100);

    /// <summary>A claim takes this share of what is left to each thread, so that the last claims are single pieces.</summary>
    private const int ClaimsAThread = 4;

    /// <summary>Sleepers that whoever wakes up wakes in turn: all of 63 are up after six steps.</summary>
    private const int Wakes = 2;

    private readonly Worker[] workers;
    private readonly Cores? cores;
    private readonly Lock gate = new();
    private Work? work;

    /// <summary>Generation of the job in the upper half, pieces not yet claimed in the lower.</summary>
    private ulong ticket;
    private int done;
    private volatile bool stopping;
    private volatile Exception? failure;

    public Team(int threads)
    {
        cores = Cores.For(threads);
        workers = new Worker[threads - 1];

        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new($"kernel worker {i + 1}", Serve, numbered: cores is not null);
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
        cores?.KeepFree(workers);
        Interlocked.Exchange(ref ticket, (generation << 32) | (uint)count);
        Wake(Math.Min(Wakes, count - 1));
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
        Interlocked.MemoryBarrier();

        foreach (Worker worker in workers)
        {
            _ = worker.TryWake();
            worker.Dispose();
        }
    }

    private void Serve(Worker self)
    {
        ulong seen = 0;
        Func<bool> needed = () => stopping || Volatile.Read(ref ticket) >> 32 != seen;

        while (!stopping)
        {
            seen = Volatile.Read(ref ticket) >> 32;
            Drain();
            long start = Stopwatch.GetTimestamp();

            while (!needed() && Stopwatch.GetElapsedTime(start) < Patience)
            {
                Thread.SpinWait(5);
            }

            if (!needed())
            {
                self.Sleep(needed);
                Wake(Wakes);
            }
        }
    }

    private void Wake(int most)
    {
        int woken = 0;

        for (int i = 0; i < workers.Length && woken < most && (uint)Volatile.Read(ref ticket) > 0; i++)
        {
            woken += workers[i].TryWake() ? 1 : 0;
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

            int taken = Math.Max(1, unclaimed / (Threads * ClaimsAThread));

            if (Interlocked.CompareExchange(ref ticket, claim - (uint)taken, claim) == claim)
            {
                Work(unclaimed - taken, taken);
            }
        }
    }

    private void Work(int first, int count)
    {
        for (int piece = first; piece < first + count; piece++)
        {
            try
            {
                work!.Run(piece);
            }
            catch (Exception e)
            {
                failure = e;
            }
        }

        Interlocked.Add(ref done, count);
    }
}
