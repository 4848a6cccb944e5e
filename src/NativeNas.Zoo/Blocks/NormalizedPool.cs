using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>Pooling → batch norm without scale and shift: a supernet's pools, which would outgrow its convolutions else.</summary>
public sealed class NormalizedPool : Layer, IMixable
{
    private readonly Op pool;
    private readonly BatchNorm norm;

    private NormalizedPool(Op pool, Candidate candidate, int channels)
    {
        (this.pool, Candidate) = (pool, candidate);
        norm = Add("norm", new BatchNorm(channels, affine: false));
    }

    public Candidate Candidate { get; }

    public IEnumerable<Parameter> Weights => [];

    public IEnumerable<BatchNorm> Norms => [norm];

    public static NormalizedPool Max(int channels, Window window) => new(new MaxPooling(window), new Candidate.MaxPool(window), channels);

    public static NormalizedPool Average(int channels, Window window) => new(new AveragePooling(window, CountPadding: false), new Candidate.AveragePool(window), channels);

    public override Var Forward(Var x) => norm.Forward(x.Apply(pool));
}
