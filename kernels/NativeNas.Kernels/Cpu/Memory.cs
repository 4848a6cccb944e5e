using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NativeNas.Kernels.Cpu;

/// <summary>Requests to memory that change no result.</summary>
internal static unsafe class Memory
{
    /// <summary>Floats (2 KB) ahead of which a pass that computes much asks memory.</summary>
    private const int Distance = 512;

    /// <summary>Asks for the block that a forward pass now at this address comes to later; it may lie behind the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AskAhead(float* at) => Ask(at + Distance, 16);

    /// <summary>Asks for the blocks of a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(float* from, int floats)
    {
        for (int i = 0; i < floats && Sse.IsSupported; i += 16)
        {
            Sse.Prefetch0(from + i);
        }
    }
}
