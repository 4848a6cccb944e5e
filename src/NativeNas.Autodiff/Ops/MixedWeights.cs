using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>The weights of a mixed operation's units as its kernels read them.</summary>
internal sealed class MixedWeights : IDisposable
{
    private readonly Buffer? packed;

    private MixedWeights(Buffer? packed, UnitWeights[] units) => (this.packed, Units) = (packed, units);

    public UnitWeights[] Units { get; }

    /// <param name="tensors">Two a unit with weights.</param>
    /// <param name="transposed">Whether pointwise weights are packed for input gradients, not for outputs.</param>
    public static MixedWeights Pack(Device device, MixedPlan plan, ReadOnlySpan<Tensor> tensors, bool transposed)
    {
        int products = plan.Blocks * 16 * plan.Channels, next = 0, floats = 0;
        UnitWeights[] units = new UnitWeights[plan.Weighted];

        foreach (MixedUnit unit in plan.Units)
        {
            floats += unit.Kind == UnitKind.Separable ? (plan.Blocks * 16 * unit.Geometry.Window.Taps) + products : 0;
        }

        if (plan.Weighted == 0)
        {
            return new(null, units);
        }

        Tensor[] each = tensors.ToArray();
        return new(device.Allocate(Math.Max(16, floats), PackAll), units);

        void PackAll(Region packed)
        {
            foreach (MixedUnit unit in plan.Units.Where(unit => unit.Weighted >= 0))
            {
                units[unit.Weighted] = unit.Kind == UnitKind.Separable
                    ? new(Take(packed, plan.Blocks * 16 * unit.Geometry.Window.Taps), Take(packed, products))
                    : new(each[2 * unit.Weighted].Data, each[(2 * unit.Weighted) + 1].Data);
            }

            foreach (MixedUnit[] some in plan.Units.Where(unit => unit.Kind == UnitKind.Separable).Chunk(Eight<int>.Places))
            {
                device.Run(new PackUnits(
                    plan.Channels,
                    transposed,
                    some.Length,
                    Eight<int>.Of([.. some.Select(unit => unit.Geometry.Window.Taps)]),
                    Eight<Region>.Of([.. some.Select(unit => each[2 * unit.Weighted].Data)]),
                    Eight<Region>.Of([.. some.Select(unit => each[(2 * unit.Weighted) + 1].Data)]),
                    Eight<UnitWeights>.Of([.. some.Select(unit => units[unit.Weighted])])));
            }
        }

        Region Take(Region packed, int length)
        {
            next += length;
            return packed with { Offset = next - length, Length = length };
        }
    }

    /// <exception cref="ArgumentException">The shapes are not those of the unit's two tensors.</exception>
    public static void Check(MixedPlan plan, MixedUnit unit, Shape first, Shape second)
    {
        (int channels, Window window) = (plan.Channels, unit.Geometry.Window);
        (Shape a, Shape b) = unit.Kind == UnitKind.Separable
            ? (new Shape(channels, 1, window.KernelHeight, window.KernelWidth), new Shape(channels, channels))
            : (new Shape(plan.FirstHalf, channels), new Shape(channels - plan.FirstHalf, channels));
        Require.That(first == a && second == b, $"The weights of a unit of {channels} channels are {a} and {b}; got {first} and {second}.");
    }

    public void Dispose() => packed?.Dispose();
}
