using System.Runtime.CompilerServices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>x itself.</summary>
public readonly struct PlainReading<TValue> : IReading<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ChannelLine<TValue> Channel(int channel) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Of(TValue x, ChannelLine<TValue> line) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Back(TValue x, TValue dy, ChannelLine<TValue> line) => dy;
}
