using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// A run of address space. The system backs a page when it is first written, so what is resident follows the most that
/// was in use; Linux is asked for huge pages.
/// </summary>
internal sealed unsafe partial class AddressSpace : IDisposable
{
    public const long HugePage = 2 << 20;

    private const int AdviseHugePages = 14;

    private byte* memory;

    private AddressSpace(byte* memory) => this.memory = memory;

    /// <summary>Null where the system refuses.</summary>
    public static AddressSpace? TryReserve(long length)
    {
        try
        {
            byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)length, (nuint)HugePage);

            if (OperatingSystem.IsLinux())
            {
                _ = Advise((nint)memory, (nuint)length, AdviseHugePages);
            }

            return new(memory);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    public float* At(long start) => (float*)(memory + start);

    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
    }

    /// <summary>Its refusal costs time alone.</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
