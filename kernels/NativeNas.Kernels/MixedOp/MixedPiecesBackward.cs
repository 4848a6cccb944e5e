using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Layouts;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Rearrangement;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp;

/// <summary>A unit's gradients as a composition of operations.</summary>
internal sealed class MixedPiecesBackward(Device on, MixedPlan plan, MixedMemory memory, MixedPieces pieces, MixedGradients gradients) : IDisposable
{
    private readonly Buffer[] row = on.AllocateEach(
        plan.Blocks * 16, plan.Blocks * 16, plan.Images * plan.OutputFloats, plan.Images * Math.Max(plan.InputFloats, plan.OutputFloats));

    private bool adds = gradients.Dx is { Accumulate: true };

    /// <summary>dx += g.</summary>
    public void AddInput(Region g)
    {
        if (gradients.Dx is { Data: { } dx })
        {
            on.Run(adds ? new Combine(1f, g, 1f, dx, dx) : new Combine(1f, g, 0f, g, dx));
            adds = true;
        }
    }

    /// <param name="g">dL/d of the unit's normalized output; becomes that of the unit which it reads, if there is one.</param>
    public void Run(int unit, Region g)
    {
        MixedUnit u = plan.Units[unit];
        NormMemory norm = memory.Norms[unit];
        Region read = pieces.Raw(unit, compute: false), d = Raw.All with { Length = g.Length };
        on.Run(new AffineGradients(pieces.Outputs, read, g, norm.Mean, norm.Inverse, Scale.All, Shift.All));
        on.Run(new NormalizeBackward(pieces.Outputs, read, g, norm.Mean, norm.Inverse, norm.Gamma ?? pieces.One, Scale.All, Shift.All, d, accumulate: false));

        if (gradients.Affine is { } affine)
        {
            Put(affine[unit].Gamma, Scale.All);
            Put(affine[unit].Beta, Shift.All);
        }

        AnySize rows = new(u.Geometry.Window.KernelHeight), columns = new(u.Geometry.Window.KernelWidth);

        switch (u.Kind)
        {
            case UnitKind.Separable:
                Separable(unit, u, d, g);
                break;
            case UnitKind.Reduction:
                Reduce(unit, u, d);
                break;
            case UnitKind.MaxPool when gradients.Dx is { Data: { } dx }:
                on.Run(new MaxPoolingBackward<AnySize>(u.Geometry, rows, columns, d, pieces.Winners, dx, adds));
                adds = true;
                break;
            case UnitKind.AveragePool when gradients.Dx is { Data: { } dx }:
                on.Run(new AveragePoolingBackward<AnySize>(u.Geometry, new(u.Geometry, countPadding: false), rows, columns, d, dx, adds));
                adds = true;
                break;
        }
    }

    public void Dispose() => row.GiveBack();

    private Buffer Scale => row[0];

    private Buffer Shift => row[1];

    private Buffer Raw => row[2];

    private Buffer Inner => row[3];

    private void Put(GradientMemory? gradient, Region value)
    {
        if (gradient is { } target)
        {
            Region source = value with { Length = target.Data.Length };
            on.Run(new Combine(1f, source, target.Accumulate ? 1f : 0f, target.Accumulate ? target.Data : source, target.Data));
        }
    }

    private void Separable(int unit, MixedUnit u, Region d, Region g)
    {
        UnitWeights w = memory.Weights[u.Weighted];
        (GradientMemory? first, GradientMemory? second) = gradients.Weights[u.Weighted];
        Region between = pieces.Depthwise(unit);

        if (second is { } pointwise)
        {
            on.Run(new ConvolutionBackwardWeight(MixedPieces.Pointwise(u), between, d, pointwise.Data, pointwise.Accumulate));
        }

        on.Run(new ConvolutionBackwardInput(MixedPieces.Pointwise(u), d, w.Transposed, between, accumulate: false));
        Region read = pieces.Relu(unit), dx = Inner.All with { Length = read.Length };
        using Buffer? taps = first is null ? null : on.Allocate(plan.Blocks * u.Geometry.Window.Taps * 16);
        on.Run(new DepthwiseBackward(u.Geometry, read, w.First, between, dx, accumulate: false, taps?.All));

        if (first is { } depthwise)
        {
            on.Run(new BlockedToPlanes(1, plan.Channels, u.Geometry.Window.Taps, taps!.All, depthwise.Data, depthwise.Accumulate));
        }

        PutSource(u, read, dx, g);
    }

    private void Reduce(int unit, MixedUnit u, Region d)
    {
        Region read = pieces.Relu(unit), dx = Inner.All with { Length = read.Length };
        (GradientMemory? first, GradientMemory? second) = gradients.Weights[u.Weighted];
        UnitWeights w = memory.Weights[u.Weighted];
        using Buffer shifted = on.Allocate(read.Length), part = on.Allocate(d.Length);

        foreach (bool further in (bool[])[false, true])
        {
            ConvolutionGeometry g = pieces.Strided(u, further);
            Region half = part.All with { Length = plan.Images * g.OutBlocks * g.OutHeight * g.OutWidth * 16 }, source = further ? shifted.All with { Length = read.Length } : read;
            on.Run(new MoveChannels(plan.Images, g.OutHeight * g.OutWidth, pieces.Half(further), new(0, g.OutBlocks), g.OutChannels, g.OutBlocks * 16, d, half, false));

            if (further)
            {
                pieces.Shift(read, source, back: false, accumulate: false);
            }

            if ((further ? second : first) is { } weight)
            {
                on.Run(new ConvolutionBackwardWeight(g, source, half, weight.Data, weight.Accumulate));
            }

            using Buffer packed = on.Allocate(g.PackedTransposedLength);
            on.Run(new PackFilters(g, transposed: true, further ? w.Second : w.First, packed.All));
            on.Run(new ConvolutionBackwardInput(g, half, packed.All, further ? source : dx, accumulate: false));

            if (further)
            {
                pieces.Shift(source, dx, back: true, accumulate: true);
            }
        }

        PutSource(u, read, dx, default);
    }

    /// <summary>Through the ReLU: into g for the unit that was read, or added to dx.</summary>
    private void PutSource(MixedUnit u, Region relu, Region gradient, Region g)
    {
        if (u.Source >= 0)
        {
            on.Run(new UnaryBackward<Relu>(default, relu, gradient, g, accumulate: false));
        }
        else if (gradients.Dx is { Data: { } dx })
        {
            on.Run(new UnaryBackward<Relu>(default, relu, gradient, dx, adds));
            adds = true;
        }
    }
}
