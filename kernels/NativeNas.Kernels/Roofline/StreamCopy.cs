using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Roofline;

/// <summary>y = x as fast as memory allows: sixteen floats a lane, in four accesses of 128 bits.</summary>
public readonly struct StreamCopy : IOperation
{
    /// <summary>Floats of a column: sixteen lanes of as many.</summary>
    public const int Column = 256;

    private readonly Region x, y;

    /// <param name="x">A multiple of 256 floats.</param>
    /// <param name="y">As many.</param>
    public StreamCopy(Region x, Region y)
    {
        Require.That(x.Length % Column == 0 && x.Length == y.Length, $"A stream copies as many floats as it writes, a multiple of {Column}; got {x.Length} and {y.Length}.");
        (this.x, this.y) = (x, y);
    }

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(y.Length / Column, 1, 1), new StreamCopyKernel<TView, TValue>(on.View(x), on.View(y)));
}

public readonly struct StreamCopyKernel<TView, TValue>(TView x, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private const int Apart = StreamCopy.Column / 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        for (int i = 0; i < TValue.Lanes; i++)
        {
            int at = (column * StreamCopy.Column) + (4 * (lane + i));
            Float4 a = x.Four(at), b = x.Four(at + Apart), c = x.Four(at + (2 * Apart)), d = x.Four(at + (3 * Apart));
            y.Four(at) = a;
            y.Four(at + Apart) = b;
            y.Four(at + (2 * Apart)) = c;
            y.Four(at + (3 * Apart)) = d;
        }
    }
}
