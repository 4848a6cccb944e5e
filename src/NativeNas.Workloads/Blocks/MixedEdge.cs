using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Initializers;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Cells;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Workloads.Blocks;

/// <summary>Σ softmax(α)_o · o(x) over the eight operations of a DARTS edge, α a parameter of its own.</summary>
public sealed class MixedEdge : Layer
{
    private readonly MixedOp mixture;
    private readonly Parameter alpha;

    public MixedEdge(int channels, int stride)
    {
        mixture = Add("ops", new MixedOp(0, channels, stride));
        alpha = Declare("alpha", new(1, CellOperations.All.Count), new Gaussian(1e-3));
    }

    public override Var Forward(Var x) => mixture.Forward(x, alpha.On(x.Tape).Apply(new ToBlocked()).Apply(new Softmax()));
}
