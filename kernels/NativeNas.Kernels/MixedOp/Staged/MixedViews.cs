using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>A mixed operation's memory as its staged kernels take it, eight parts a launch.</summary>
internal sealed class MixedViews<TView, TValue> : IDisposable
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private readonly Device<TView, TValue> on;
    private readonly MixedPlan plan;
    private readonly MixedMemory memory;
    private readonly Buffer vectors;
    private bool hasOne, hasZero;

    public MixedViews(Device<TView, TValue> on, MixedPlan plan, MixedMemory memory)
    {
        (this.on, this.plan, this.memory) = (on, plan, memory);
        vectors = on.Allocate(2 * plan.Blocks * 16);
    }

    /// <summary>From the input to the outputs, by the window of the poolings where there are some.</summary>
    public PlaneGeometry Pool
    {
        get
        {
            foreach (MixedUnit unit in plan.Units)
            {
                if (unit.Weighted < 0)
                {
                    return unit.Geometry;
                }
            }

            return PlaneGeometry.Of(plan.Images, plan.Channels, plan.OutHeight, plan.OutWidth, new(1, 1));
        }
    }

    public PixelPieces Outputs => new(plan.Images, plan.Channels, plan.OutHeight * plan.OutWidth);

    /// <summary>Filled when it is first wanted, as zeros are.</summary>
    private Region One => Filled(0, 1f, ref hasOne);

    private Region Zero => Filled(1, 0f, ref hasZero);

    /// <summary>For what a depthwise convolution reads without a norm: no kernel reads these vectors.</summary>
    private ChannelNorm None => new(memory.X, memory.X, memory.X, memory.X);

    public void Dispose() => vectors.Dispose();

    public ChannelNorm Norm(int unit)
    {
        NormMemory norm = memory.Norms[unit];
        return new(norm.Mean, norm.Inverse, norm.Gamma ?? One, norm.Beta ?? Zero);
    }

    /// <summary>What a unit reads before its norm and its ReLU.</summary>
    public Region Source(MixedUnit unit) => unit.Source < 0 ? memory.X : memory.Raws[plan.Units[unit.Source].Weighted];

    /// <param name="unit">−1 for the identity, whose norm changes nothing.</param>
    /// <param name="end">The end whose weight it has; −1 where none plays a part.</param>
    public MixedPart<TView> Part(int unit, int place, int end, Region? gradient = null, bool adds = false)
    {
        int weight = end < 0 ? 0 : memory.At[end];

        if (unit < 0)
        {
            return Of(PartKind.Identity, place, weight, memory.X, new(Zero, One, One, Zero), Zero, gradient, adds);
        }

        MixedUnit u = plan.Units[unit];
        PartKind kind = u.Kind switch { UnitKind.MaxPool => PartKind.MaxPool, UnitKind.AveragePool => PartKind.AveragePool, _ => PartKind.Stored };
        NormMemory norm = memory.Norms[unit];
        return Of(kind, place, weight, u.Weighted < 0 ? memory.X : memory.Raws[u.Weighted], Norm(unit), norm.Variance.Buffer is null ? norm.Mean : norm.Variance, gradient, adds);
    }

    /// <summary>The depthwise convolution of a unit, into y.</summary>
    public TilePart<TView> Tile(MixedUnit unit, Region y)
    {
        ChannelNorm norm = unit.Source < 0 ? None : Norm(unit.Source);
        return Of(unit.Geometry.Window, unit.Source < 0 ? 0 : 1, Source(unit), norm, memory.Weights[unit.Weighted].First, y);
    }

    /// <summary>The way back from d, a gradient of a unit's depthwise outputs.</summary>
    public TilePart<TView> Back(MixedUnit unit, Region d) =>
        Of(MixConvolution.DepthwiseTiles.Reverse(unit.Geometry.Window), 0, d, None, memory.Weights[unit.Weighted].First, d);

    private Region Filled(int place, float value, ref bool done)
    {
        Region vector = new(vectors, place * plan.Blocks * 16, plan.Blocks * 16);

        if (!done)
        {
            on.Run(new Fill(vector, value));
            done = true;
        }

        return vector;
    }

    private TilePart<TView> Of(Window window, int normed, Region x, ChannelNorm norm, Region w, Region y) =>
        new(window, normed, on.View(x), on.View(norm.Mean), on.View(norm.Inverse), on.View(norm.Gamma), on.View(norm.Beta), on.View(w), on.View(y));

    private MixedPart<TView> Of(PartKind kind, int place, int weight, Region x, ChannelNorm norm, Region variance, Region? gradient, bool adds) => new(
        kind, place, weight, on.View(x), on.View(norm.Mean), on.View(norm.Inverse), on.View(norm.Gamma), on.View(norm.Beta), on.View(variance), on.View(gradient ?? x), adds ? 1 : 0);
}
