using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.MixedOp;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Supernets.Cells;

/// <summary>Edges that read the same at one stride: one op for all of them, or each by itself, candidate after candidate.</summary>
internal sealed class MixedEdges
{
    /// <summary>As many as the op has places for.</summary>
    public const int Most = 4;

    private readonly MixedOp[] edges;
    private readonly MixedOperation fused;
    private readonly Parameter[] parameters;
    private readonly (BatchNorm Norm, int Mean)[] norms;

    public MixedEdges(MixedOp[] edges)
    {
        this.edges = edges;
        fused = new([.. edges.Select(edge => edge.Edge)], edges[0].Columns, [.. edges[0].Candidates.Select(CandidateOf)]);
        parameters = [.. edges.SelectMany(edge => edge.Mixables).SelectMany(mixable => mixable.Weights)];
        norms = [.. edges.SelectMany((edge, i) => edge.Mixables.SelectMany(mixable => mixable.Norms).Zip(fused.MeansOf(i)))];
    }

    /// <summary>Every edge's output in turn, an edge by itself when it is asked for.</summary>
    /// <param name="weights">p, [edges, operations, 1, 1].</param>
    public IEnumerable<Var> Forward(Var x, Var weights) => x.Tape.Fuses && x.Tape.Mode != TapeMode.Evaluation
        ? Fused(x, weights)
        : edges.Select(edge => edge.Compose(x, weights));

    private static Candidate CandidateOf(Layer layer) => layer switch
    {
        IMixable mixable when mixable.Norms.All(norm => norm.Gamma is null) => mixable.Candidate,
        Identity => new Candidate.Identity(),
        _ => throw new ArgumentException($"A mixture takes the identity and layers whose norms have no scale and shift; got {layer.GetType().Name}."),
    };

    private Var[] Fused(Var x, Var weights)
    {
        Var[] outputs = x.Tape.ApplyAll(fused, [x, weights, .. parameters.Select(parameter => parameter.On(x.Tape))]);

        foreach ((BatchNorm norm, int mean) in norms)
        {
            norm.Observe(outputs[mean], outputs[mean + 1]);
        }

        return outputs[..edges.Length];
    }
}
