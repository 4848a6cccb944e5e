using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Asks for memory before a pass comes to it: the processor's own prefetch stops at every page, which is 64 blocks.</summary>
internal static unsafe class Ahead
{
    private const int Blocks = 32;

    /// <param name="at">Where the pass is; what lies behind the end is asked for in vain, and harms nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(Block* at)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(at + Blocks);
        }
    }
}
