using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// A run of address space and what is free of it. The system backs a page when it is first written, so what is
/// resident follows the most that was in use; Linux is asked for huge pages.
/// </summary>
internal sealed unsafe partial class Arena : IDisposable
{
    public const long HugePage = 2 << 20;

    private const int AdviseHugePages = 14;

    private readonly FreeSpace space;
    private byte* memory;

    private Arena(byte* memory, FreeSpace space)
    {
        this.memory = memory;
        this.space = space;
    }

    public long Length => space.Length;

    public bool IsIdle => space.Used == 0;

    public long Longest => space.Longest;

    /// <summary>Null where the system refuses.</summary>
    public static Arena? TryCreate(long length) => Over(TryReserve(length), new(length));

    /// <summary>An arena elsewhere with the same blocks taken, in which the next blocks lie as they will here.</summary>
    public Arena? TryCopy() => Over(TryReserve(Length), space.Copy());

    /// <summary>Null where nothing free is long enough.</summary>
    public float* Take(long bytes)
    {
        long start = space.Take(bytes);
        return start < 0 ? null : (float*)(memory + start);
    }

    public bool Holds(float* cells) => (byte*)cells >= memory && (byte*)cells < memory + Length;

    public void Give(float* cells, long bytes) => space.Give((byte*)cells - memory, bytes);

    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
    }

    private static Arena? Over(byte* memory, FreeSpace space) => memory is null ? null : new(memory, space);

    private static byte* TryReserve(long length)
    {
        try
        {
            byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)length, (nuint)HugePage);

            if (OperatingSystem.IsLinux())
            {
                _ = Advise((nint)memory, (nuint)length, AdviseHugePages);
            }

            return memory;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Its refusal costs time alone.</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
