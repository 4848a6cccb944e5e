using NativeNas.Kernels;
using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Layouts;
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
    /// <param name="transposed">Whether pointwise weights are packed for input gradients as well.</param>
    public static MixedWeights Pack(Device device, MixedPlan plan, ReadOnlySpan<Tensor> tensors, bool transposed)
    {
        int products = plan.Blocks * 16 * plan.Channels, next = 0, floats = 0;
        UnitWeights[] units = new UnitWeights[plan.Weighted];

        foreach (MixedUnit unit in plan.Units)
        {
            floats += unit.Kind == UnitKind.Separable ? (plan.Blocks * 16 * unit.Geometry.Window.Taps) + (products * (transposed ? 2 : 1)) : 0;
        }

        if (plan.Weighted == 0)
        {
            return new(null, units);
        }

        Tensor[] weights = tensors.ToArray();
        Buffer packed = device.Allocate(Math.Max(16, floats), all =>
        {
            foreach (MixedUnit unit in plan.Units.Where(unit => unit.Weighted >= 0))
            {
                (Region first, Region second) = (weights[2 * unit.Weighted].Data, weights[(2 * unit.Weighted) + 1].Data);
                units[unit.Weighted] = unit.Kind == UnitKind.Separable ? PackUnit(all, unit.Geometry, first, second) : new(first, second, default);
            }
        });
        return new(packed, units);

        UnitWeights PackUnit(Region all, PlaneGeometry g, Region depthwise, Region pointwise)
        {
            ConvolutionGeometry product = ConvolutionGeometry.Of(g.Images, g.Channels, g.Channels, 1, g.OutHeight, g.OutWidth, Window.Padded(1, 1, 1, 0));
            UnitWeights unit = new(Take(all, g.Blocks * 16 * g.Window.Taps), Take(all, products), transposed ? Take(all, products) : default);
            device.Run(new PlanesToBlocked(1, g.Channels, g.Window.Taps, depthwise, unit.First));
            device.Run(new PackFilters(product, transposed: false, pointwise, unit.Second));

            if (transposed)
            {
                device.Run(new PackFilters(product, transposed: true, pointwise, unit.Transposed));
            }

            return unit;
        }

        Region Take(Region all, int length)
        {
            next += length;
            return new(all.Buffer, next - length, length);
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
