using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp;

/// <summary>All in one launch.</summary>
public readonly partial struct PackUnits : IStagedForm
{
    public bool IsStaged => true;

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        PackedUnit<TView>[] units = new PackedUnit<TView>[count];
        int most = channels;

        for (int i = 0; i < count; i++)
        {
            units[i] = new(taps[i], on.View(depthwise[i]), on.View(pointwise[i]), on.View(packed[i].First), on.View(packed[i].Second));
            most = Math.Max(most, taps[i]);
        }

        on.Launch(new(most, (channels + 15) >> 4, 2 * count), new PackUnitsKernel<TView, TValue>(channels, transposed ? 1 : 0, Eight<PackedUnit<TView>>.Of(units)));
    }
}

/// <summary>A unit's weights and where they go.</summary>
public readonly struct PackedUnit<TView>(int taps, TView depthwise, TView pointwise, TView first, TView second)
    where TView : struct
{
    public readonly int Taps = taps;
    public readonly TView Depthwise = depthwise, Pointwise = pointwise, First = first, Second = second;
}

/// <summary>Row is the block; planes 2·unit are the depthwise weights, whose column is the tap, those after them the pointwise, whose column is the term.</summary>
public readonly struct PackUnitsKernel<TView, TValue>(int channels, int transposed, Eight<PackedUnit<TView>> units) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        PackedUnit<TView> unit = units[plane >> 1];
        bool product = (plane & 1) != 0;
        int terms = product ? channels : unit.Taps;

        if (column < terms)
        {
            TView from = product ? unit.Pointwise : unit.Depthwise, to = product ? unit.Second : unit.First;
            int apart = product & (transposed != 0) ? 1 : terms, step = product & (transposed != 0) ? channels : 1;
            TValue value = TValue.Zero;

            for (int i = 0; i < TValue.Lanes; i++)
            {
                int channel = (row * 16) + lane + i;

                if (channel < channels)
                {
                    value = TValue.WithLane(value, i, from.Cell((channel * apart) + (column * step)));
                }
            }

            to[(((row * terms) + column) * 16) + lane] = value;
        }
    }
}
