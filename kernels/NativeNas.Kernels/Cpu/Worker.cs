namespace NativeNas.Kernels.Cpu;

/// <summary>A thread of a team that is awake, or asleep until it is woken; every sleep ends with exactly one call.</summary>
internal sealed class Worker : IDisposable
{
    private readonly SemaphoreSlim bell = new(0);
    private readonly Thread thread;
    private int number;
    private int asleep;

    public Worker(string name, Action<Worker> serve, bool numbered)
    {
        thread = new(() =>
        {
            number = numbered ? Cores.Thread() : 0;
            serve(this);
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
    }

    /// <summary>The system's number of the thread; 0 until it runs, or where nobody asks.</summary>
    public int Number => Volatile.Read(ref number);

    /// <summary>Sleeps until it is woken; not at all when <paramref name="needed"/> says so once sleep is announced.</summary>
    public void Sleep(Func<bool> needed)
    {
        Interlocked.Exchange(ref asleep, 1);

        if (!needed() || Interlocked.Exchange(ref asleep, 0) == 0)
        {
            bell.Wait();
        }
    }

    /// <returns>Whether it slept.</returns>
    public bool TryWake()
    {
        if (Volatile.Read(ref asleep) == 0 || Interlocked.Exchange(ref asleep, 0) == 0)
        {
            return false;
        }

        bell.Release();
        return true;
    }

    /// <summary>Waits for the thread's end.</summary>
    public void Dispose()
    {
        thread.Join();
        bell.Dispose();
    }
}
