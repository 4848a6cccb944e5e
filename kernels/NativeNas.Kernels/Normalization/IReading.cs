using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>What a kernel makes of a tensor's numbers as it reads them, so that nobody stores the result.</summary>
public interface IReading<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <summary>What is constant along the pixels of a channel.</summary>
    /// <param name="channel">16·block + lane.</param>
    ChannelLine<TValue> Channel(int channel);

    /// <summary>y of x; 0 of 0 in lanes that are no channel.</summary>
    TValue Of(TValue x, ChannelLine<TValue> line);

    /// <summary>dL/d line(x) from x and dy = dL/dy.</summary>
    TValue Back(TValue x, TValue dy, ChannelLine<TValue> line);
}

/// <summary>(x − mean)·scale + shift, the normalization of one channel.</summary>
public readonly struct ChannelLine<TValue>(TValue mean, TValue scale, TValue shift)
    where TValue : unmanaged, IValue<TValue>
{
    public readonly TValue Mean = mean, Scale = scale, Shift = shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Of(TValue x) => TValue.MultiplyAdd(x - Mean, Scale, Shift);
}
