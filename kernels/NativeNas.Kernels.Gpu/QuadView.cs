using System.Runtime.CompilerServices;
using ILGPU;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu;

/// <summary>GPU memory in fours of channels, which move in one instruction of 128 bits.</summary>
public readonly struct QuadView(ArrayView<float> cells) : IView<Quad<Lane>>
{
    private readonly ArrayView<float> cells = cells;

    public ref Quad<Lane> this[int index] => ref cells.Cast<Quad<Lane>>()[index >> 2];

    public ref float Cell(int index) => ref cells[index];

    public ref Float4 Four(int index) => ref cells.Cast<Float4>()[index >> 2];

    /// <summary>Not by a cast of the view: where an item's size does not divide the view's offset, the debugger would move it.</summary>
    public ref T At<T>(int place)
        where T : unmanaged => ref Unsafe.As<float, T>(ref cells[place * (Interop.SizeOf<T>() / sizeof(float))]);
}
