using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Roofline;

/// <summary>y = x as fast as memory allows: four accesses of 128 bits a thread, neighbours beside each other in each.</summary>
public readonly struct StreamCopy : IOperation
{
    /// <summary>What a number of floats that is copied is a multiple of.</summary>
    public const int Grain = 256;

    private readonly Region x, y;

    /// <param name="x">A multiple of 256 floats.</param>
    /// <param name="y">As many.</param>
    public StreamCopy(Region x, Region y)
    {
        Require.That(x.Length % Grain == 0 && x.Length == y.Length, $"A stream copies as many floats as it writes, a multiple of {Grain}; got {x.Length} and {y.Length}.");
        (this.x, this.y) = (x, y);
    }

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(y.Length / Grain * TValue.Lanes, 1, 1), new StreamCopyKernel<TView, TValue>(on.View(x), on.View(y), y.Length / 4));
}

/// <param name="quarter">Floats between a thread's accesses.</param>
public readonly struct StreamCopyKernel<TView, TValue>(TView x, TView y, int quarter) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = 4 * ((column * (16 / TValue.Lanes)) + (lane / TValue.Lanes));
        Float4 a = x.Four(at), b = x.Four(at + quarter), c = x.Four(at + (2 * quarter)), d = x.Four(at + (3 * quarter));
        y.Four(at) = a;
        y.Four(at + quarter) = b;
        y.Four(at + (2 * quarter)) = c;
        y.Four(at + (3 * quarter)) = d;
    }
}
