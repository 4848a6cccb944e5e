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

    /// <summary>Sleepers that whoever wakes up wakes in turn: all of 63 are up after six steps.</summary>
    private const int Wakes = 2;

    private readonly Worker[] workers;

    /// <summary>The caller's, then one a worker.</summary>
    private readonly ScratchStack[] stacks;

    private readonly Shares shares;
    private readonly Cores? cores;
    private readonly Lock gate = new();
    private Work? work;
    private int jobs, done;
    private volatile bool stopping;
    private volatile Exception? failure;

    public Team(int threads)
    {
        cores = Cores.For(threads);
        shares = new(threads);
        stacks = [.. Enumerable.Range(0, threads).Select(_ => new ScratchStack())];
        workers = new Worker[threads - 1];

        for (int i = 0; i < workers.Length; i++)
        {
            int thread = i + 1;
            workers[i] = new($"kernel worker {thread}", self => Serve(self, thread), numbered: cores is not null);
        }
    }

    public int Threads => workers.Length + 1;

    /// <summary>Bytes that the pieces' scratch takes, which stays with the threads.</summary>
    public long ScratchBytes => stacks.Sum(stack => stack.Bytes);

    /// <summary>Runs every piece and returns when all are done. Callers take turns.</summary>
    public void Run<TJob>(int count, in TJob job)
        where TJob : struct, ICpuJob
    {
        using Lock.Scope turn = gate.EnterScope();
        ScratchStack? before = ScratchStack.Enter(stacks[0]);

        try
        {
            Share(count, job);
        }
        finally
        {
            _ = ScratchStack.Enter(before);
        }
    }

    private void Share<TJob>(int count, in TJob job)
        where TJob : struct, ICpuJob
    {
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
        cores?.KeepFree(workers);
        shares.Deal(count);
        Interlocked.Increment(ref jobs);
        Wake(Math.Min(Wakes, count - 1));
        Drain(0);
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

        Array.ForEach(stacks, stack => stack.Dispose());
    }

    private void Serve(Worker self, int thread)
    {
        _ = ScratchStack.Enter(stacks[thread]);
        int seen = 0;
        Func<bool> needed = () => stopping || Volatile.Read(ref jobs) != seen;

        while (!stopping)
        {
            seen = Volatile.Read(ref jobs);
            Drain(thread);
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

        for (int i = 0; i < workers.Length && woken < most && shares.Any; i++)
        {
            woken += workers[i].TryWake() ? 1 : 0;
        }
    }

    /// <summary>Claims pieces until none is left. Who comes late finds none and harms nothing.</summary>
    private void Drain(int thread)
    {
        while (shares.Claim(thread, out int first, out int count))
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
}
