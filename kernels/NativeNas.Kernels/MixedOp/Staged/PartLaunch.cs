using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>Which mixed operations the staged kernels cover, and the launch that both passes share.</summary>
internal static class PartLaunch
{
    private const int MostPieces = 256;

    /// <summary>Windows fit tiles, units that read at one stage have one stride and the second halves 1, and poolings share a window.</summary>
    public static bool Covers(MixedPlan plan) =>
        plan.Units.Where(unit => unit.Kind == UnitKind.Separable).All(unit => CoversWeights(unit.Geometry.Window))
        && plan.Units.Where(unit => unit.Kind == UnitKind.Separable).GroupBy(unit => unit.Stage).All(units => units.Select(unit => unit.Geometry.Window.StrideHeight).Distinct().Count() == 1)
        && plan.Units.Where(unit => unit.Stage > 0).All(unit => unit.Geometry.Window.StrideHeight == 1 && TileGeometry.Of(unit.Geometry, new(0, 1, 0, unit.Geometry.Window), TileGeometry.Edge(0)) is not null)
        && plan.Units.Where(unit => unit.Weighted < 0).Select(unit => unit.Geometry).Distinct().Count() <= 1;

    /// <summary>The depthwise outputs of up to eight separable units of one stage, side by side in y.</summary>
    public static void Depthwise<TView, TValue>(Device<TView, TValue> on, MixedPlan plan, MixedViews<TView, TValue> views, ReadOnlySpan<int> units, ReadOnlySpan<Region> y)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        TilePart<TView>[] parts = new TilePart<TView>[units.Length];

        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = views.Tile(plan.Units[units[i]], y[i]);
        }

        PlaneGeometry g = plan.Units[units[0]].Geometry;
        PartTiles tiles = new(g.Images, g.Blocks, g.Height, g.Width, g.OutHeight, g.OutWidth, g.Window.StrideHeight);
        on.LaunchGroups<PartForwardKernel<TView, TValue>, PartState<TValue>>(tiles.Groups(parts.Length), new(tiles, Eight<TilePart<TView>>.Of(parts)));
    }

    /// <summary>Whether the weights of a window's taps have their gradients in tiles.</summary>
    public static bool CoversWeights(Window window) => window.KernelHeight is 3 or 5 or 7 && PartTiles.Fits(window);

    /// <summary>Tiles that a group takes one after the other: up to sixteen, and more where there would be over 256 pieces, whose sums take memory.</summary>
    public static int Run(int tiles) => Math.Max(Math.Clamp(tiles / 64, 1, 16), (tiles + MostPieces - 1) / MostPieces);

    /// <summary>dw of up to eight depthwise convolutions of one geometry and stride, in two launches.</summary>
    /// <param name="g">Of any of them.</param>
    /// <param name="dw">[C, 1, K, K] of each, or packed [blocks, taps, 16].</param>
    public static void Weights<TView, TValue, TFunction>(
        Device<TView, TValue> on, PlaneGeometry g, TFunction f, TilePart<TView>[] parts, GradientMemory[] dw, bool packed)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TFunction : struct, IUnary
    {
        PartTiles tiles = new(g.Images, g.Blocks, g.Height, g.Width, g.OutHeight, g.OutWidth, g.Window.StrideHeight);
        int total = tiles.TilesAnImage * g.Images, run = Run(total), pieces = (total + run - 1) / run;
        using Buffer shares = on.Allocate(checked(parts.Length * g.Blocks * pieces * 49 * 16));
        TView view = on.View(shares.All);
        on.LaunchGroups<PartWeightKernel<TView, TValue, TFunction>, WeightState<TValue>>(
            new(pieces, 1, parts.Length * g.Blocks), new(tiles, f, Eight<TilePart<TView>>.Of(parts), run, pieces, view));
        WeightTarget<TView, TValue>[] targets = new WeightTarget<TView, TValue>[parts.Length];

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = new(parts[i].Size * parts[i].Size, packed ? 1 : 0, on.Sink(dw[i].Data, dw[i].Accumulate));
        }

        on.Launch(new(49, g.Blocks, parts.Length), new PartWeightTotal<TView, TValue>(g.Channels, g.Blocks, pieces, view, Eight<WeightTarget<TView, TValue>>.Of(targets)));
    }
}
