using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// dw[column, channel, tap] = Σ shares[run, column, row] over runs, in their order: a group sums 64 places, in sixteen
/// slices of the runs and then over these.
/// </summary>
/// <param name="perTap">Rows a tap; those of them beyond the inputs are none.</param>
/// <param name="first">The first output channel.</param>
public readonly struct ShareTotal<TView, TValue>(
    TView shares, int runs, Divisor rows, int columns, Divisor perTap, int taps, int inputs, int outputs, int first, Sink<TView, TValue> dw) : IStagedKernel<float>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <summary>Places of dw that a group sums.</summary>
    public const int Places = 64;

    private const int Fours = Places / 4, Slices = 16;

    public static int Threads => Fours * Slices;

    public static int Shared => Places * Slices;

    public int Stages => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref float state)
        where TShared : struct, IShared
    {
        int slice = (int)((uint)thread / Fours), share = rows.Value * columns, end = runs * (slice + 1) / Slices;
        int start = runs * slice / Slices, at = (start * share) + (column * Places) + ((thread - (slice * Fours)) * 4);
        Float4 sum = default;

        for (int run = start; run < end; run++)
        {
            Float4 four = shares.Four(at);
            sum.X += four.X;
            sum.Y += four.Y;
            sum.Z += four.Z;
            sum.W += four.W;
            at += share;
        }

        shared.Four(thread * 4) = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TShared>(int thread, int stage, TShared shared, ref float state)
        where TShared : struct, IShared
    {
        if (thread < Places)
        {
            for (int slice = 0; slice < Slices; slice++)
            {
                state += shared[(slice * Places) + thread];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int thread, int column, int row, int plane, in float state)
    {
        if (thread < Places)
        {
            int place = (column * Places) + thread, output = rows.Quotient(place), r = place - (output * rows.Value);
            int tap = perTap.Quotient(r), channel = r - (tap * perTap.Value);

            if ((output < outputs) & (tap < taps) & (channel < inputs))
            {
                dw.PutCell(((((first + output) * inputs) + channel) * taps) + tap, state);
            }
        }
    }
}
