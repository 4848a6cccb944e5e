using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The values that a maximum is taken of, and their gradients behind them.</summary>
/// <param name="taps">Floats from the first value to each.</param>
/// <param name="apart">Floats from a value to its gradient.</param>
internal readonly unsafe struct Taps(nint* taps, int count, nint apart)
{
    private readonly nint b = count == 3 ? taps[1] : 0, c = count == 3 ? taps[2] : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Largest(float* x)
    {
        Vector512<float> largest = Vector512.Load(x);

        if (count == 3)
        {
            return LargestRule.Of(LargestRule.Of(largest, Vector512.Load(x + b)), Vector512.Load(x + c));
        }

        for (int tap = 1; tap < count; tap++)
        {
            largest = LargestRule.Of(largest, Vector512.Load(x + taps[tap]));
        }

        return largest;
    }

    /// <summary>Adds g to the gradient of the first value that equals the largest; where that is NaN, of the last NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Give(float* x, Vector512<float> largest, Vector512<float> g)
    {
        if (!Vector512.EqualsAll(largest, largest))
        {
            for (int tap = count - 1; tap >= 0; tap--)
            {
                g = Put(Vector512.IsNaN(Vector512.Load(x + taps[tap])), g, x + taps[tap] + apart);
            }
        }

        if (count == 3)
        {
            g = Put(Vector512.Equals(Vector512.Load(x), largest), g, x + apart);
            g = Put(Vector512.Equals(Vector512.Load(x + b), largest), g, x + b + apart);
            _ = Put(Vector512.Equals(Vector512.Load(x + c), largest), g, x + c + apart);
            return;
        }

        for (int tap = 0; tap < count; tap++)
        {
            g = Put(Vector512.Equals(Vector512.Load(x + taps[tap]), largest), g, x + taps[tap] + apart);
        }
    }

    /// <returns>What is left for others.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Put(Vector512<float> wins, Vector512<float> g, float* target)
    {
        (Vector512.Load(target) + (g & wins)).Store(target);
        return Vector512.AndNot(g, wins);
    }
}
