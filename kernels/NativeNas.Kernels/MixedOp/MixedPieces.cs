using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Rearrangement;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The units of a mixed operation as a composition of operations, with whole tensors as scratch.</summary>
internal sealed class MixedPieces : IDisposable
{
    private readonly Device on;
    private readonly MixedPlan plan;
    private readonly MixedMemory memory;
    private readonly Buffer scratch;
    private readonly Region source, relu, depthwise, pooled, normalized;

    public MixedPieces(Device on, MixedPlan plan, MixedMemory memory)
    {
        (this.on, this.plan, this.memory) = (on, plan, memory);
        int read = checked(plan.Images * Math.Max(plan.InputFloats, plan.OutputFloats)), written = plan.Images * plan.OutputFloats, vector = plan.Blocks * 16;
        scratch = on.Allocate(checked((3 * written) + (2 * read) + (2 * vector)));
        (source, pooled, normalized) = (new(scratch, 0, written), new(scratch, written, written), new(scratch, 2 * written, written));
        (relu, depthwise) = (new(scratch, 3 * written, read), new(scratch, (3 * written) + read, read));
        (One, Zero) = (new(scratch, (3 * written) + (2 * read), vector), new(scratch, (3 * written) + (2 * read) + vector, vector));
        on.Run(new Fill(One, 1f));
        on.Run(new Fill(Zero, 0f));
    }

    public Region One { get; }

    public Region Zero { get; }

    public PixelPieces Outputs => new(plan.Images, plan.Channels, plan.OutHeight * plan.OutWidth);

    private int Written => plan.Images * plan.OutputFloats;

    /// <summary>What a unit's norm reads; with weights it is kept, and so computed only where asked for.</summary>
    public Region Raw(int unit, bool compute)
    {
        MixedUnit u = plan.Units[unit];

        if (u.Weighted < 0)
        {
            return Pooled(u, pooled);
        }

        Region raw = memory.Raws[u.Weighted];

        if (compute)
        {
            if (u.Kind == UnitKind.Separable)
            {
                on.Run(new ConvolutionForward(Pointwise(u), Depthwise(unit), memory.Weights[u.Weighted].Second, null, raw));
            }
            else
            {
                Reduce(unit, raw);
            }
        }

        return raw;
    }

    /// <summary>(raw − mean)·inverse·γ + β of a unit.</summary>
    public Region Normalized(int unit) => Normalized(unit, normalized);

    /// <summary>What a unit reads, before its ReLU.</summary>
    public Region Source(int unit)
    {
        int from = plan.Units[unit].Source;
        return from < 0 ? memory.X : Normalized(from, source);
    }

    /// <summary>ReLU of what a unit reads.</summary>
    public Region Relu(int unit)
    {
        Region read = Source(unit), y = relu with { Length = read.Length };
        on.Run(new UnaryForward<Relu>(default, plan.Images, plan.Channels, read.Length / 16 / plan.Images / plan.Blocks, read, y));
        return y;
    }

    /// <summary>The depthwise output of a separable unit.</summary>
    public Region Depthwise(int unit)
    {
        MixedUnit u = plan.Units[unit];
        Region y = depthwise with { Length = Written };
        on.Run(new DepthwiseForward(u.Geometry, Relu(unit), memory.Weights[u.Weighted].First, y));
        return y;
    }

    public static ConvolutionGeometry Pointwise(MixedUnit u) => ConvolutionGeometry.Of(
        u.Geometry.Images, u.Geometry.Channels, u.Geometry.Channels, 1, u.Geometry.OutHeight, u.Geometry.OutWidth, Window.Padded(1, 1, 1, 0));

    /// <summary>One of a reduction's two convolutions.</summary>
    public ConvolutionGeometry Strided(MixedUnit u, bool second) => ConvolutionGeometry.Of(
        plan.Images, plan.Channels, second ? plan.Channels - plan.FirstHalf : plan.FirstHalf, 1, plan.Height, plan.Width, u.Geometry.Window);

    /// <summary>Channels of a reduction's raw output that one of its convolutions writes.</summary>
    public ChannelRun Half(bool second) => new(second ? plan.FirstHalf : 0, plan.Blocks);

    public void Shift(Region x, Region y, bool back, bool accumulate) =>
        on.Run(new ShiftPixels(plan.Images * plan.Blocks, plan.Height, plan.Width, back ? -1 : 1, back ? -1 : 1, x, y, accumulate));

    public void Dispose() => scratch.Dispose();

    private Region Normalized(int unit, Region y)
    {
        NormMemory norm = memory.Norms[unit];
        on.Run(new Normalize(Outputs, Raw(unit, compute: false), norm.Mean, norm.Inverse, norm.Gamma ?? One, norm.Beta ?? Zero, y));
        return y;
    }

    private Region Pooled(MixedUnit u, Region y)
    {
        AnySize rows = new(u.Geometry.Window.KernelHeight), columns = new(u.Geometry.Window.KernelWidth);

        if (u.Kind == UnitKind.MaxPool)
        {
            on.Run(new MaxPoolingForward<AnySize>(u.Geometry, rows, columns, memory.X, y, Winners));
        }
        else
        {
            on.Run(new AveragePoolingForward<AnySize>(u.Geometry, new(u.Geometry, countPadding: false), rows, columns, memory.X, y));
        }

        return y;
    }

    /// <summary>The winning taps of the last max pooling.</summary>
    public Region Winners => depthwise with { Length = Written };

    private void Reduce(int unit, Region raw)
    {
        MixedUnit u = plan.Units[unit];
        Region read = Relu(unit), shifted = depthwise with { Length = read.Length };

        foreach (bool second in (bool[])[false, true])
        {
            ConvolutionGeometry g = Strided(u, second);
            using Buffer packed = on.Allocate(g.PackedLength), part = on.Allocate(plan.Images * g.OutBlocks * g.OutHeight * g.OutWidth * 16);
            UnitWeights w = memory.Weights[u.Weighted];
            on.Run(new PackFilters(g, transposed: false, second ? w.Second : w.First, packed.All));

            if (second)
            {
                Shift(read, shifted, back: false, accumulate: false);
            }

            on.Run(new ConvolutionForward(g, second ? shifted : read, packed.All, null, part.All));
            ChannelRun half = Half(second);
            on.Run(new MoveChannels(
                plan.Images, g.OutHeight * g.OutWidth, new(0, g.OutBlocks), half, g.OutChannels, second ? plan.Blocks * 16 : g.OutChannels, part.All, raw, false));
        }
    }
}
