using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Cells;

/// <summary>An edge with every candidate alive: Σ_o p[edge, o]·o(x). <c>none</c> adds nothing and has a weight all the same.</summary>
public sealed class MixedOp : Module
{
    private readonly Layer[] candidates;
    private readonly WeightedSum sum;

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
    }

    /// <param name="weights">p, [edges, operations, 1, 1].</param>
    public Var Forward(Var x, Var weights) =>
        x.Tape.Apply(sum, [.. candidates.Select(candidate => candidate.Forward(x)), weights]);
}
