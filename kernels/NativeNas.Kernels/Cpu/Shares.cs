namespace NativeNas.Kernels.Cpu;

/// <summary>
/// The pieces of a job, dealt out in runs of neighbours, one a thread. A thread takes its own run from the front, then
/// the others' from their ends: what it wrote in one job it mostly reads in the next, from its own cache.
/// </summary>
internal sealed class Shares(int threads)
{
    /// <summary>A claim takes this part of a run's rest, so that the last claims are single pieces.</summary>
    private const int Part = 4;

    /// <summary>Numbers between two runs: two cache lines, which processors fetch together.</summary>
    private const int Apart = 16;

    /// <summary>Of each run the next piece in the lower half, the piece behind its last in the upper.</summary>
    private readonly ulong[] runs = new ulong[(threads + 1) * Apart];

    /// <summary>Whether a piece is unclaimed.</summary>
    public bool Any
    {
        get
        {
            for (int thread = 0; thread < threads; thread++)
            {
                ulong run = Volatile.Read(ref Run(thread));

                if ((uint)run < run >> 32)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A new job; who claims from it before all is dealt gets pieces of it all the same.</summary>
    public void Deal(int count)
    {
        for (int thread = 0; thread < threads; thread++)
        {
            ulong first = (ulong)((long)count * thread / threads), last = (ulong)((long)count * (thread + 1) / threads);
            Volatile.Write(ref Run(thread), (last << 32) | first);
        }
    }

    /// <summary>Some pieces for a thread; false where none is left.</summary>
    public bool Claim(int thread, out int first, out int count)
    {
        for (int other = 0; other < threads; other++)
        {
            if (Take(ref Run((thread + other) % threads), fromFront: other == 0, out first, out count))
            {
                return true;
            }
        }

        first = count = 0;
        return false;
    }

    private static bool Take(ref ulong run, bool fromFront, out int first, out int count)
    {
        while (true)
        {
            ulong seen = Volatile.Read(ref run);
            int next = (int)(uint)seen, end = (int)(seen >> 32);
            count = Math.Max(1, (end - next) / Part);
            first = fromFront ? next : end - count;

            if (next >= end)
            {
                return false;
            }

            ulong rest = fromFront ? seen + (uint)count : seen - ((ulong)count << 32);

            if (Interlocked.CompareExchange(ref run, rest, seen) == seen)
            {
                return true;
            }
        }
    }

    private ref ulong Run(int thread) => ref runs[(thread + 1) * Apart];
}
