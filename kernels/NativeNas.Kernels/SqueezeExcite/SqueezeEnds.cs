using System.Runtime.CompilerServices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>z = sum + b, and swish(z) beside it.</summary>
public readonly struct SqueezeEnd<TView, TValue>(int pitch, TView bias, TView z, TView squeezed) : IVectorEnd
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int image, int element, int inside, float sum)
    {
        float value = 0f;

        if (inside != 0)
        {
            value = sum + bias.Cell(element);
        }

        z.Cell((image * pitch) + element) = value;
        squeezed.Cell((image * pitch) + element) = TValue.Lane(default(Swish).Forward(TValue.Of(value)), 0);
    }
}

/// <summary>dz = sum·swish′(z), and swish(z) beside it.</summary>
public readonly struct SqueezeSlopeEnd<TView, TValue>(int pitch, TView z, TView dz, TView squeezed) : IVectorEnd
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int image, int element, int inside, float sum)
    {
        int at = (image * pitch) + element;
        TValue read = TValue.Of(z.Cell(at));
        dz.Cell(at) = TValue.Lane(default(Swish).Backward(read, TValue.Of(sum)), 0);
        squeezed.Cell(at) = TValue.Lane(default(Swish).Forward(read), 0);
    }
}

/// <summary>du = dgate·gate·(1 − gate) where a reduction stores dgate.</summary>
public readonly struct GateSlopeEnd<TView, TValue>(TView gate, TView du) : ICombination<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Combine(TValue a, TValue b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, TValue total) => du[(group * 16) + lane] = default(Sigmoid).Backward(gate[(group * 16) + lane], total);
}
