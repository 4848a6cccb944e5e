using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>The way back through separable units, from the gradients of what their norms read.</summary>
internal sealed class StagedUnits<TView, TValue>(
    Device<TView, TValue> on, MixedPlan plan, MixedMemory memory, MixedGradients gradients, MixedViews<TView, TValue> views, PoolGradients pools) : IDisposable
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private readonly Buffer sums = on.Allocate(32 * plan.Blocks);
    private bool adds = gradients.Dx is { Accumulate: true };
    private bool poolsLeft = pools.Any;

    private NormSums Sums => new(new(sums, 0, sums.Length / 2), new(sums, sums.Length / 2, sums.Length / 2));

    /// <summary>Whether the input's gradient has been written; from now on it has.</summary>
    public bool TakesInput() => (adds, adds = true).Item1;

    /// <param name="raws">Units at the ends of an edge and the gradients of their raw outputs, which are overwritten.</param>
    /// <param name="last">Whether no edge follows.</param>
    public void Run((int Unit, Region Raw)[] raws, bool last)
    {
        (int Unit, Region Raw)[] now = [.. raws.Where(unit => plan.Units[unit.Unit].Source >= 0)];

        foreach ((int Unit, Region Raw)[] some in now.Chunk(Eight<int>.Places))
        {
            Descend(some);
        }

        (int Unit, Region Raw)[] first = [.. raws.Select(unit => plan.Units[unit.Unit].Source >= 0 ? (plan.Units[unit.Unit].Source, unit.Raw) : unit)];

        foreach ((int Unit, Region Raw)[] some in first.Chunk(Eight<int>.Places))
        {
            Arrive(some, last);
        }
    }

    /// <summary>The gradients of poolings that no launch has taken.</summary>
    public void PutPools()
    {
        if (!poolsLeft || gradients.Dx is not { } dx)
        {
            return;
        }

        PoolReaders<TView, TValue> readers = pools.Readers(on, views.Pool, dx.Data, wanted: true);
        on.Launch(views.Pool.Inputs, new PoolBackwardKernel<TView, TValue>(views.Pool, readers, on.Sink(dx.Data, TakesInput())));
    }

    public void Dispose() => sums.Dispose();

    /// <summary>Second halves: the gradient of a unit's raw output becomes that of the unit which it reads.</summary>
    private void Descend((int Unit, Region Raw)[] units)
    {
        int written = plan.Images * plan.OutputFloats;
        using Buffer between = on.Allocate(checked(units.Length * written));
        Region[] outputs = Product(units, between);
        PutFilters(units, outputs);

        for (int i = 0; i < units.Length; i++)
        {
            MixedUnit u = plan.Units[units[i].Unit];
            (Region raw, ChannelNorm norm, Region d) = (views.Source(u), views.Norm(u.Source), units[i].Raw);
            DepthwiseTiles.Backward(on, u.Geometry, norm.Reading(on, default(Relu)), raw, memory.Weights[u.Weighted].First, outputs[i], d, norm, Sums);
            on.Run(new NormalizeBackward(views.Outputs, raw, d, norm.Mean, norm.Inverse, norm.Gamma, Sums.DGamma, Sums.DBeta, d, accumulate: false));

            if (gradients.Affine is { } affine)
            {
                Put(affine[u.Source].Gamma, Sums.DGamma);
                Put(affine[u.Source].Beta, Sums.DBeta);
            }
        }
    }

    /// <summary>First halves: into the weights and the input.</summary>
    private void Arrive((int Unit, Region Raw)[] units, bool last)
    {
        int written = plan.Images * plan.OutputFloats;
        using Buffer between = on.Allocate(checked(units.Length * written));
        Region[] outputs = Product(units, between);
        PutFilters(units, outputs);

        if (gradients.Dx is not { } dx)
        {
            return;
        }

        if (plan.Units[units[0].Unit].Geometry.Window is { StrideHeight: 1 })
        {
            PutInput(units, outputs, dx.Data, last);
            return;
        }

        using Buffer inner = on.Allocate(memory.X.Length);

        for (int i = 0; i < units.Length; i++)
        {
            MixedUnit u = plan.Units[units[i].Unit];
            Region part = inner.All with { Length = memory.X.Length };
            on.Run(new DepthwiseBackward(u.Geometry, null, memory.Weights[u.Weighted].First, outputs[i], part, accumulate: false, null));
            on.Run(new UnaryBackward<Relu>(default, memory.X, part, dx.Data, TakesInput()));
        }
    }

    /// <summary>What every unit gives to the input, and on the last edge the poolings, in one launch.</summary>
    private void PutInput((int Unit, Region Raw)[] units, Region[] outputs, Region dx, bool last)
    {
        bool takes = last && poolsLeft;
        poolsLeft &= !takes;
        TilePart<TView>[] parts = [.. units.Select((unit, i) => views.Back(plan.Units[unit.Unit], outputs[i]))];
        PartTiles tiles = new(plan.Images, plan.Blocks, plan.OutHeight, plan.OutWidth, plan.Height, plan.Width, 1);
        on.LaunchGroups<PartBackwardKernel<TView, TValue>, PartState<TValue>>(
            tiles.Groups(1),
            new(tiles, Eight<TilePart<TView>>.Of(parts), pools.Readers(on, views.Pool, dx, takes), on.View(memory.X), on.Sink(dx, TakesInput()), parts.Length));
    }

    /// <summary>The depthwise outputs again, for the pointwise weights, and then their gradients in their place.</summary>
    private Region[] Product((int Unit, Region Raw)[] units, Buffer between)
    {
        int written = plan.Images * plan.OutputFloats;
        Region[] outputs = [.. units.Select((_, i) => new Region(between, i * written, written))];

        if (gradients.WantsWeights)
        {
            PartLaunch.Depthwise(on, plan, views, [.. units.Select(unit => unit.Unit)], outputs);
        }

        for (int i = 0; i < units.Length; i++)
        {
            MixedUnit u = plan.Units[units[i].Unit];

            if (gradients.Weights[u.Weighted].Second is { } pointwise)
            {
                on.Run(new ConvolutionBackwardWeight(MixedPieces.Pointwise(u), outputs[i], units[i].Raw, pointwise.Data, pointwise.Accumulate));
            }

            on.Run(new ConvolutionBackwardInput(MixedPieces.Pointwise(u), units[i].Raw, memory.Weights[u.Weighted].Second, outputs[i], accumulate: false));
        }

        return outputs;
    }

    /// <summary>The gradients of the depthwise weights of units that read at one stage.</summary>
    /// <param name="d">Of what they gave.</param>
    private void PutFilters((int Unit, Region Raw)[] units, Region[] d)
    {
        List<TilePart<TView>> parts = [];
        List<GradientMemory> dw = [];

        for (int i = 0; i < units.Length; i++)
        {
            MixedUnit u = plan.Units[units[i].Unit];

            if (gradients.Weights[u.Weighted].First is { } wanted)
            {
                parts.Add(views.Tile(u, d[i]));
                dw.Add(wanted);
            }
        }

        if (parts.Count > 0)
        {
            PartLaunch.Weights<TView, TValue, Relu>(on, plan.Units[units[0].Unit].Geometry, default, [.. parts], [.. dw], packed: false);
        }
    }

    private void Put(GradientMemory? gradient, Region value)
    {
        if (gradient is { } target)
        {
            Region source = value with { Length = target.Data.Length };
            on.Run(new Combine(1f, source, target.Accumulate ? 1f : 0f, target.Accumulate ? target.Data : source, target.Data));
        }
    }
}
