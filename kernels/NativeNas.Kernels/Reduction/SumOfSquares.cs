using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Reduction;

/// <summary>y = [Σ x², 0, …] over every float of x: the squared norm. A NaN or an infinity in x makes it NaN or infinite.</summary>
public readonly struct SumOfSquares(Region x, Region y) : IOperation
{
    /// <summary>The squared norm, read by the host.</summary>
    public static float Of(Region x)
    {
        using Buffer y = x.Device.Allocate(16);
        x.Device.Run(new SumOfSquares(x, y.All));
        return y.All.ToArray()[0];
    }

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> => new SumAll<Square>(1f, x, y).Run(on);
}
