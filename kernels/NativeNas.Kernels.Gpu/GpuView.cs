using System.Runtime.CompilerServices;
using ILGPU;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Gpu;

/// <summary>GPU memory as kernels see it; the host has checked the extents before.</summary>
public readonly struct GpuView(ArrayView<float> cells) : IView<Lane>
{
    private readonly ArrayView<float> cells = cells;

    public ref Lane this[int index] => ref cells.Cast<Lane>()[index];

    public ref float Cell(int index) => ref cells[index];

    public ref Float4 Four(int index) => ref cells.Cast<Float4>()[index >> 2];

    /// <summary>Not by a cast of the view: where an item's size does not divide the view's offset, the debugger would move it.</summary>
    public ref T At<T>(int place)
        where T : unmanaged => ref Unsafe.As<float, T>(ref cells[place * (Interop.SizeOf<T>() / sizeof(float))]);
}

/// <summary>A group's shared memory.</summary>
public readonly struct GpuShared(ArrayView<float> cells) : IShared
{
    private readonly ArrayView<float> cells = cells;

    public ref float this[int index] => ref cells[index];

    public ref Float4 Four(int index) => ref cells.Cast<Float4>()[index >> 2];

    public ref T At<T>(int place)
        where T : unmanaged => ref cells.Cast<T>()[place];

    public ref float At(int index, int offset) => ref cells.SubView(index)[offset];

    public ref Float4 Four(int four, int offset) => ref cells.Cast<Float4>().SubView(four)[offset];
}
