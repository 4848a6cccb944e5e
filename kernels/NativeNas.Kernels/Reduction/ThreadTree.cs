using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>
/// A group of 256 threads: lanes side by side, then slots, which become one in a fixed tree. At each level a slot of the
/// lower half takes the one half as far again.
/// </summary>
internal static class ThreadTree<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public const int Threads = 256;

    public static int Slots => 16 * TValue.Lanes;

    /// <summary>log₂ of the slots of one, four or sixteen lanes.</summary>
    public static int Levels => TValue.Lanes == 1 ? 4 : TValue.Lanes == 4 ? 6 : 8;

    public static unsafe int Floats<TState>()
        where TState : unmanaged => Threads * ((sizeof(TState) + 3) / 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Lane(int thread) => (thread & ((16 / TValue.Lanes) - 1)) * TValue.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Slot(int thread) => thread / (16 / TValue.Lanes);

    /// <summary>Whether a thread takes another's part at a level of the tree over the first slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Joins(int thread, int level, int slots)
    {
        int half = Slots >> (level + 1), slot = Slot(thread);
        return (slot < half) & (slot + half < slots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Partner(int thread, int level) => thread + (Threads >> (level + 1));
}
