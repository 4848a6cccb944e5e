using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.MixedOp;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Genotypes;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Supernets.Cells;

/// <summary>An edge with every candidate alive: Σ_o p[edge, o]·o(x). <c>none</c> adds nothing and has a weight all the same.</summary>
public sealed class MixedOp : Module
{
    private readonly Layer[] candidates;
    private readonly WeightedSum sum;
    private readonly MixedOperation fused;
    private readonly Parameter[] parameters;
    private readonly BatchNorm[] norms;

    public MixedOp(int edge, int channels, int stride)
    {
        List<Layer> layers = [];
        List<int> columns = [];

        foreach (CellOperation operation in CellOperations.All)
        {
            if (CellLayers.Candidate(operation, channels, stride) is { } layer)
            {
                layers.Add(Add(operation.Name, layer));
                columns.Add((int)operation);
            }
        }

        candidates = [.. layers];
        sum = new(edge, [.. columns]);
        IMixable[] mixables = [.. candidates.OfType<IMixable>()];
        fused = new(edge, [.. columns], [.. candidates.Select(CandidateOf)]);
        parameters = [.. mixables.SelectMany(mixable => mixable.Weights)];
        norms = [.. mixables.SelectMany(mixable => mixable.Norms)];
    }

    /// <param name="weights">p, [edges, operations, 1, 1].</param>
    public Var Forward(Var x, Var weights) => x.Tape.Fuses && x.Tape.Mode != TapeMode.Evaluation
        ? Fused(x, weights)
        : x.Tape.Apply(sum, [.. candidates.Select(candidate => candidate.Forward(x)), weights]);

    private static Candidate CandidateOf(Layer layer) => layer switch
    {
        IMixable mixable when mixable.Norms.All(norm => norm.Gamma is null) => mixable.Candidate,
        Identity => new Candidate.Identity(),
        _ => throw new ArgumentException($"A mixture takes the identity and layers whose norms have no scale and shift; got {layer.GetType().Name}."),
    };

    private Var Fused(Var x, Var weights)
    {
        Var[] outputs = x.Tape.ApplyAll(fused, [x, weights, .. parameters.Select(parameter => parameter.On(x.Tape))]);

        for (int i = 0; i < norms.Length; i++)
        {
            norms[i].Observe(outputs[1 + (2 * i)], outputs[2 + (2 * i)]);
        }

        return outputs[0];
    }
}
