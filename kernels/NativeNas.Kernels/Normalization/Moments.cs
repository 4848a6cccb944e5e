using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>Count, mean and Σ(x − mean)² of a piece.</summary>
public struct Moments<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Count, Mean, Squares;

    /// <summary>Both pieces as one: mean = mₐ + δ·n_b/n, squares = sₐ + s_b + δ²·nₐ·n_b/n (Chan, Golub and LeVeque, 1983).</summary>
    public static Moments<TValue> Combine(Moments<TValue> a, Moments<TValue> b)
    {
        Moments<TValue> both;
        both.Count = a.Count + b.Count;
        TValue delta = b.Mean - a.Mean, share = b.Count / TValue.Max(both.Count, TValue.Of(1f));
        both.Mean = TValue.MultiplyAdd(delta, share, a.Mean);
        both.Squares = TValue.MultiplyAdd(delta * delta, a.Count * share, a.Squares + b.Squares);
        return both;
    }
}
