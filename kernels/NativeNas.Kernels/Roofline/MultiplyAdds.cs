using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Roofline;

/// <summary>y = Σ of eight independent chains v ← v·m + a a lane, all in registers: what arithmetic can do at most.</summary>
public readonly struct MultiplyAdds(Region y, int steps) : IOperation
{
    private const int Chains = 8, Turns = 4;

    /// <summary>Additions and multiplications of one run.</summary>
    public static double Flops(int floats, int steps) => 2.0 * Chains * Turns * steps * floats;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new MultiplyAddsKernel<TView, TValue>(on.View(y), steps));
}

/// <summary>A step is four turns, so that the loop itself is little beside them.</summary>
public readonly struct MultiplyAddsKernel<TView, TValue>(TView y, int steps) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue m = TValue.Of(0.999f), s = TValue.Of(0.001f * ((column & 15) + 1));
        TValue a = s, b = s + m, c = s - m, d = s * m, e = -s, f = a - d, g = b + d, h = c - d;

        for (int step = 0; step < steps; step++)
        {
            Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, m, s);
            Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, m, s);
            Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, m, s);
            Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, m, s);
        }

        y[(column * 16) + lane] = a + b + c + d + e + f + g + h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref TValue a, ref TValue b, ref TValue c, ref TValue d, ref TValue e, ref TValue f, ref TValue g, ref TValue h, TValue m, TValue s)
    {
        a = TValue.MultiplyAdd(a, m, s);
        b = TValue.MultiplyAdd(b, m, s);
        c = TValue.MultiplyAdd(c, m, s);
        d = TValue.MultiplyAdd(d, m, s);
        e = TValue.MultiplyAdd(e, m, s);
        f = TValue.MultiplyAdd(f, m, s);
        g = TValue.MultiplyAdd(g, m, s);
        h = TValue.MultiplyAdd(h, m, s);
    }
}
