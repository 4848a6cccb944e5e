using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>A normalization whose statistics are known, a number a channel each: norm(x) = (x − mean)·(inverse·γ) + β.</summary>
public readonly record struct ChannelNorm(Region Mean, Region Inverse, Region Gamma, Region Beta)
{
    /// <summary>normal = norm(x), y = f(normal).</summary>
    internal void Activate<TView, TValue, TFunction>(Device<TView, TValue> on, TFunction f, PixelPieces pieces, Region x, Region normal, Region y)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TFunction : struct, IUnary
    {
        on.Run(new Normalize(pieces, x, Mean, Inverse, Gamma, Beta, normal));
        on.Run(new UnaryForward<TFunction>(f, pieces.Images, pieces.Blocks * 16, pieces.Area, normal, y));
    }

    /// <summary>f(norm(x)) for kernels that compute it as they read x.</summary>
    internal NormReading<TView, TValue, TFunction> Reading<TView, TValue, TFunction>(Device<TView, TValue> on, TFunction f)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TFunction : struct, IUnary => new(f, on.View(Mean), on.View(Inverse), on.View(Gamma), on.View(Beta));

    /// <summary>dx from dy = dL/dnorm(x) and the sums over it.</summary>
    internal void Backward<TView, TValue>(Device<TView, TValue> on, NormSums sums, PixelPieces pieces, Region x, Region dy, Region dx)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Run(new NormalizeBackward(pieces, x, dy, Mean, Inverse, Gamma, sums.DGamma, sums.DBeta, dx, accumulate: false));

    /// <summary>The sums over dy = dL/dnorm(x).</summary>
    internal void Sum<TView, TValue>(Device<TView, TValue> on, NormSums sums, PixelPieces pieces, Region x, Region dy)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Run(new AffineGradients(pieces, x, dy, Mean, Inverse, sums.DGamma, sums.DBeta));
}
