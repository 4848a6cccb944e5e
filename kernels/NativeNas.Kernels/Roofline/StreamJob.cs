using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Roofline;

/// <summary>A run of one stream; a piece is <see cref="Piece"/> floats.</summary>
internal readonly unsafe struct StreamJob<TStream, TStore>(float* a, float* b, float* y, int length) : ICpuJob
    where TStream : struct, IStream
    where TStore : struct, IStore
{
    private const int Piece = 16 * 1024;

    public static int Pieces(int length) => (length + Piece - 1) / Piece;

    public static double Bytes(int length) => 4.0 * length * (TStream.Reads + 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int last = Math.Min(length, (piece + 1) * Piece);

        for (int i = piece * Piece; i < last; i += 32)
        {
            TStore.To(y + i, TStream.Of(Vector512.LoadAligned(a + i), TStream.Reads == 1 ? default : Vector512.LoadAligned(b + i)));
            TStore.To(y + i + 16, TStream.Of(Vector512.LoadAligned(a + i + 16), TStream.Reads == 1 ? default : Vector512.LoadAligned(b + i + 16)));
        }
    }
}
