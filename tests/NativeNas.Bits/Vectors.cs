using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NativeNas.Bits;

/// <summary>What the running process has of the processor, after every switch.</summary>
public static class Vectors
{
    public static IReadOnlyList<(string Name, bool Accelerated)> All { get; } =
    [
        ("vector512", Vector512.IsHardwareAccelerated),
        ("vector256", Vector256.IsHardwareAccelerated),
        ("vector128", Vector128.IsHardwareAccelerated),
        ("avx512", Avx512F.IsSupported),
        ("avx2", Avx2.IsSupported),
        ("fma", Fma.IsSupported),
    ];
}
