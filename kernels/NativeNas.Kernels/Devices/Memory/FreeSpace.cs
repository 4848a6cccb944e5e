namespace NativeNas.Kernels.Devices.Memory;

/// <summary>
/// Which parts of [0, length) are free. A block takes the low end of the smallest part that holds it, the first of
/// several; a small one the high end of the last, so that small blocks that stay never split the room of large ones.
/// Neighbours join, so what is free, and where the next blocks go, follows from the blocks that live alone.
/// </summary>
internal sealed class FreeSpace
{
    private const long Small = 1 << 16;

    /// <summary>By start; no two touch.</summary>
    private readonly List<(long Start, long Length)> free;

    public FreeSpace(long length) => (Length, free) = (length, [(0, length)]);

    private FreeSpace(FreeSpace other) => (Length, Used, free) = (other.Length, other.Used, [.. other.free]);

    public long Length { get; }

    public long Used { get; private set; }

    /// <summary>Longest block that fits.</summary>
    public long Longest => free.Count == 0 ? 0 : free.Max(part => part.Length);

    public FreeSpace Copy() => new(this);

    /// <summary>The start of a new block; −1 where no part is long enough.</summary>
    public long Take(long bytes)
    {
        int part = bytes < Small ? free.FindLastIndex(p => p.Length >= bytes) : Smallest(bytes);

        if (part < 0)
        {
            return -1;
        }

        (long start, long length) = free[part];
        long taken = bytes < Small ? start + length - bytes : start;
        Used += bytes;

        if (length == bytes)
        {
            free.RemoveAt(part);
        }
        else
        {
            free[part] = (taken == start ? start + bytes : start, length - bytes);
        }

        return taken;
    }

    /// <summary>Frees a block that <see cref="Take"/> gave.</summary>
    public void Give(long start, long bytes)
    {
        Used -= bytes;
        int next = Following(start);
        bool joinsNext = next < free.Count && free[next].Start == start + bytes;
        bool joinsPrevious = next > 0 && free[next - 1].Start + free[next - 1].Length == start;
        (long from, long length) = joinsPrevious ? (free[next - 1].Start, free[next - 1].Length + bytes) : (start, bytes);
        length += joinsNext ? free[next].Length : 0;

        switch (joinsPrevious, joinsNext)
        {
            case (true, true):
                free.RemoveAt(next);
                free[next - 1] = (from, length);
                break;
            case (true, false):
                free[next - 1] = (from, length);
                break;
            case (false, true):
                free[next] = (from, length);
                break;
            default:
                free.Insert(next, (from, length));
                break;
        }
    }

    private int Smallest(long bytes)
    {
        int best = -1;
        long length = long.MaxValue;

        for (int i = 0; i < free.Count; i++)
        {
            if (free[i].Length >= bytes && free[i].Length < length)
            {
                (best, length) = (i, free[i].Length);
            }
        }

        return best;
    }

    /// <summary>Index of the first part behind a start.</summary>
    private int Following(long start)
    {
        (int low, int high) = (0, free.Count);

        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = free[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
