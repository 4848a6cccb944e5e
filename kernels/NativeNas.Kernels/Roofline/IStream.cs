using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Roofline;

/// <summary>What a stream writes for what it reads (McCalpin's STREAM).</summary>
internal interface IStream
{
    /// <summary>Arrays that it reads.</summary>
    static abstract int Reads { get; }

    static abstract Vector512<float> Of(Vector512<float> a, Vector512<float> b);
}

/// <summary>y = a.</summary>
internal readonly struct CopyStream : IStream
{
    public static int Reads => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> a, Vector512<float> b) => a;
}

/// <summary>y = s·a.</summary>
internal readonly struct ScaleStream : IStream
{
    public static int Reads => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> a, Vector512<float> b) => a * Vector512.Create(3f);
}

/// <summary>y = a + b.</summary>
internal readonly struct AddStream : IStream
{
    public static int Reads => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> a, Vector512<float> b) => a + b;
}

/// <summary>y = a + s·b.</summary>
internal readonly struct TriadStream : IStream
{
    public static int Reads => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> a, Vector512<float> b) => Vector512.FusedMultiplyAdd(b, Vector512.Create(3f), a);
}

/// <summary>How a stream writes.</summary>
internal interface IStore
{
    static abstract unsafe void To(float* y, Vector512<float> value);
}

/// <summary>Through the caches, which read a line before it is written.</summary>
internal readonly struct CachedStore : IStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void To(float* y, Vector512<float> value) => value.StoreAligned(y);
}

/// <summary>Past the caches.</summary>
internal readonly struct StreamingStore : IStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void To(float* y, Vector512<float> value) => value.StoreAlignedNonTemporal(y);
}
