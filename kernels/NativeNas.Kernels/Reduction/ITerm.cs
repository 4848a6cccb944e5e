using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>What a sum adds for one element.</summary>
public interface ITerm
{
    T Of<T>(T x)
        where T : unmanaged, IValue<T>;
}
