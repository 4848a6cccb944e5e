using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels;

/// <summary>Device memory as a kernel sees it. Indices count floats, whatever the value holds.</summary>
public interface IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <summary>The value whose first lane is the float at index.</summary>
    ref TValue this[int index] { get; }

    /// <summary>The one float at index.</summary>
    ref float Cell(int index);

    /// <summary>The four floats from index on, a multiple of 4.</summary>
    ref Float4 Four(int index);

    /// <summary>The place-th item of memory that holds such items alone; an item is of whole floats.</summary>
    ref T At<T>(int place)
        where T : unmanaged;
}
