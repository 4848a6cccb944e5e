using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Genotypes;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Supernets.Cells;

/// <summary>An edge with every candidate alive: Σ_o p[edge, o]·o(x). <c>none</c> adds nothing and has a weight all the same.</summary>
public sealed class MixedOp : Module
{
    private readonly Layer[] candidates;
    private readonly WeightedSum sum;
    private readonly MixedEdges alone;

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

        Edge = edge;
        candidates = [.. layers];
        Columns = [.. columns];
        sum = new(edge, Columns);
        alone = new([this]);
    }

    /// <summary>Its row of p.</summary>
    internal int Edge { get; }

    /// <summary>Of p, the column of each candidate.</summary>
    internal Integers Columns { get; }

    internal IReadOnlyList<Layer> Candidates => candidates;

    internal IEnumerable<IMixable> Mixables => candidates.OfType<IMixable>();

    /// <param name="weights">p, [edges, operations, 1, 1].</param>
    public Var Forward(Var x, Var weights) => alone.Forward(x, weights).First();

    /// <summary>Candidate after candidate.</summary>
    internal Var Compose(Var x, Var weights) => x.Tape.Apply(sum, [.. candidates.Select(candidate => candidate.Forward(x)), weights]);
}
