using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Cpu;

/// <summary>CPU memory as kernels see it; the device has checked the extents before.</summary>
public readonly unsafe struct PointerView<TValue>(float* cells) : IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private readonly float* cells = cells;

    public ref TValue this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *(TValue*)(cells + index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Cell(int index) => ref cells[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Float4 Four(int index) => ref *(Float4*)(cells + index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int place)
        where T : unmanaged => ref ((T*)cells)[place];
}
