using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels;

/// <summary>How a sink takes what is put into it.</summary>
public enum SinkMode
{
    /// <summary>y = value.</summary>
    Write,

    /// <summary>y = y + value, where an earlier reader of the same value has written its gradient already.</summary>
    Add,

    /// <summary>y = value past the caches, for outputs so large that they leave the caches before anybody reads them.</summary>
    Stream,
}

/// <summary>Where a kernel puts an output or a gradient, each cell once.</summary>
public readonly struct Sink<TView, TValue>(TView view, SinkMode mode)
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int index, TValue value)
    {
        if (mode == SinkMode.Stream)
        {
            TValue.Stream(ref view[index], value);
        }
        else
        {
            view[index] = mode == SinkMode.Write ? value : view[index] + value;
        }
    }

    /// <param name="index">A multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutFour(int index, Float4 four)
    {
        if (mode == SinkMode.Add)
        {
            Float4 present = view.Four(index);
            four.X += present.X;
            four.Y += present.Y;
            four.Z += present.Z;
            four.W += present.W;
        }

        view.Four(index) = four;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutCell(int index, float value) => view.Cell(index) = mode == SinkMode.Add ? view.Cell(index) + value : value;
}

/// <summary>Which outputs are streamed: those of at least 32 MB, which the last-level cache of an ordinary machine does not keep.</summary>
internal static class Streaming
{
    private const int Floats = 8 << 20;

    public static SinkMode Mode(int floats, bool accumulate) => accumulate ? SinkMode.Add : floats >= Floats ? SinkMode.Stream : SinkMode.Write;
}
