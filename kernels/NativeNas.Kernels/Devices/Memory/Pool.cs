namespace NativeNas.Kernels.Devices.Memory;

/// <summary>
/// Blocks from a few arenas, which are kept, so that pages are touched by the system once; where there is a limit and the
/// system reserves as much, from one of the limit's length.
/// </summary>
/// <param name="reserve">Memory of so many bytes, a multiple of the grain; null where the system refuses.</param>
/// <param name="grain">Lengths of arenas are multiples of this many bytes.</param>
internal sealed class Pool<TMemory>(string device, Func<long, TMemory?> reserve, long grain) : IDisposable
    where TMemory : class, IDisposable
{
    private const long LeastArena = 64 << 20, MostArena = 1 << 30;

    private readonly List<Arena<TMemory>> arenas = [];
    private readonly Lock gate = new();
    private long inUse, peak;
    private bool rehearses, disposed;

    public long BytesInUse => Volatile.Read(ref inUse);

    public long PeakBytes => Volatile.Read(ref peak);

    /// <summary>Null: as much as the system gives.</summary>
    public MemoryLimit? Limit
    {
        get;
        set
        {
            Require.That(arenas.Count == 0, $"The limit of {device} was set when {BytesInUse} bytes were in use; it stands before the first buffer.");
            field = value;
        }
    }

    /// <summary>A pool over other memory with the same blocks taken: what is rented there lies as it will here.</summary>
    /// <exception cref="DeviceMemoryException">The system refuses the address space.</exception>
    public Pool<TMemory> Copy(Func<long, TMemory?> reserve)
    {
        lock (gate)
        {
            return Filled(reserve, Limit, copy =>
            {
                (copy.inUse, copy.peak) = (inUse, inUse);
                arenas.ForEach(arena => copy.arenas.Add(arena.Copy(reserve(arena.Length) ?? throw Refusal(arena.Length, limited: false))));
            });
        }
    }

    /// <summary>A pool under another limit with as much taken.</summary>
    /// <exception cref="DeviceMemoryException">The limit holds less than is taken here.</exception>
    public Pool<TMemory> Copy(Func<long, TMemory?> reserve, MemoryLimit? limit) => Filled(reserve, limit, copy =>
    {
        const long most = 1 << 28;

        for (long left = BytesInUse; left > 0; left -= most)
        {
            _ = copy.Rent((int)(Math.Min(left, most) / sizeof(float)));
        }
    });

    /// <exception cref="DeviceMemoryException">The system refuses the memory, or the limit is reached.</exception>
    public PoolBlock<TMemory> Rent(int length)
    {
        long bytes = Bytes(length);

        lock (gate)
        {
            PoolBlock<TMemory>? block = Take(bytes);

            if (block is null && TryGrow(bytes))
            {
                block = Take(bytes);
            }

            if (block is null)
            {
                throw Refusal(bytes, limited: Limit is { } limit && Left(limit) < bytes);
            }

            inUse += bytes;
            peak = Math.Max(peak, inUse);
            return block.Value;
        }
    }

    public void Return(PoolBlock<TMemory> block, int length)
    {
        lock (gate)
        {
            if (disposed && rehearses)
            {
                return;
            }

            inUse -= Bytes(length);
            block.Arena.Give(block.Start, Bytes(length));

            if (disposed && block.Arena.IsIdle)
            {
                Free(block.Arena);
            }
        }
    }

    /// <summary>Arenas with buffers that are still out are freed when the last of them returns, those of a rehearsal at once.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            arenas.FindAll(arena => rehearses || arena.IsIdle).ForEach(Free);
        }
    }

    private Pool<TMemory> Filled(Func<long, TMemory?> reserve, MemoryLimit? limit, Action<Pool<TMemory>> fill)
    {
        Pool<TMemory> copy = new(device, reserve, grain) { Limit = limit, rehearses = true };

        try
        {
            fill(copy);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private PoolBlock<TMemory>? Take(long bytes)
    {
        foreach (Arena<TMemory> arena in arenas)
        {
            long start = arena.Take(bytes);

            if (start >= 0)
            {
                return new(arena, start);
            }
        }

        return null;
    }

    /// <summary>A new arena, twice the pool where the system gives that; for a single block if not, idle ones being given up first.</summary>
    private bool TryGrow(long bytes)
    {
        if (Limit is { } limit)
        {
            return TryReserve(bytes, Left(limit));
        }

        long least = (bytes + grain - 1) / grain * grain;

        if (Add(Math.Max(least, Math.Clamp(arenas.Sum(arena => arena.Length), LeastArena, MostArena))))
        {
            return true;
        }

        arenas.FindAll(arena => arena.IsIdle).ForEach(Free);
        return Add(least);
    }

    /// <summary>An arena of all that the limit leaves, or of as much of it as the system gives at once.</summary>
    private bool TryReserve(long least, long left)
    {
        long length = left;

        while (length >= least && !Add(length))
        {
            length = length == least ? 0 : Math.Max(least, length / 128 * 64);
        }

        return length >= least;
    }

    /// <summary>What a limit allows beyond the arenas that are there.</summary>
    private long Left(MemoryLimit limit) => limit.Device - arenas.Sum(arena => arena.Length);

    private bool Add(long bytes)
    {
        if (reserve(bytes) is not { } memory)
        {
            return false;
        }

        arenas.Add(new(memory, new(bytes)));
        return true;
    }

    private void Free(Arena<TMemory> arena)
    {
        arenas.Remove(arena);
        arena.Dispose();
    }

    private DeviceMemoryException Refusal(long bytes, bool limited) => new(
        $"{device}: no memory for a buffer of {ByteCount.Text(bytes)}; {ByteCount.Text(inUse)} are in use{Bound()}. Use a smaller batch, fewer channels or fewer cells.",
        limited);

    private string Bound() => Limit is not { } limit
        ? ""
        : $" of {ByteCount.Text(limit.Device)}, the longest free part has {ByteCount.Text(arenas.Count == 0 ? limit.Device : arenas.Max(arena => arena.Longest))}";

    private static long Bytes(int length) => ((4L * length) + 63) / 64 * 64;
}
