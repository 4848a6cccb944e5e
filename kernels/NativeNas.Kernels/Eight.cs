using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels;

/// <summary>Up to eight things of a kernel that reads or sums several at once; unused places repeat the first.</summary>
public readonly struct Eight<T>(T a, T b, T c, T d, T e, T f, T g, T h)
    where T : struct
{
    public const int Places = 8;

    public T A { get; } = a;

    public T B { get; } = b;

    public T C { get; } = c;

    public T D { get; } = d;

    public T E { get; } = e;

    public T F { get; } = f;

    public T G { get; } = g;

    public T H { get; } = h;

    public T this[int index] => index switch { 0 => A, 1 => B, 2 => C, 3 => D, 4 => E, 5 => F, 6 => G, _ => H };

    public static Eight<T> Of(ReadOnlySpan<T> items)
    {
        Require.That(items.Length is > 0 and <= Places, $"One launch takes 1 to {Places} of them; got {items.Length}.");
        return new(items[0], At(items, 1), At(items, 2), At(items, 3), At(items, 4), At(items, 5), At(items, 6), At(items, 7));
    }

    private static T At(ReadOnlySpan<T> items, int index) => index < items.Length ? items[index] : items[0];
}

public static class EightViews
{
    public static Eight<TView> Views<TView, TValue>(this Device<TView, TValue> on, in Eight<Region> r)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        new(on.View(r.A), on.View(r.B), on.View(r.C), on.View(r.D), on.View(r.E), on.View(r.F), on.View(r.G), on.View(r.H));
}
