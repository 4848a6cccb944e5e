using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Modules;

namespace NativeNas.Supernets.Cells;

/// <summary>A cell in which every node reads both inputs and every earlier node through mixed operations.</summary>
public sealed class MixedCell : Module
{
    private readonly Layer older, newer;
    private readonly MixedOp[] edges;
    private readonly int nodes;

    public MixedCell(CellPlace place, int nodes)
    {
        Reduction = place.Reduction;
        this.nodes = nodes;
        older = Add("pre0", place.OlderInput(affine: false));
        newer = Add("pre1", place.NewerInput(affine: false));
        edges = [.. Edges(nodes).Select((edge, i) => Add($"edges.{i.ToString(CultureInfo.InvariantCulture)}", new MixedOp(i, place.Channels, place.Stride(edge.Input))))];
    }

    public bool Reduction { get; }

    /// <summary>Every edge in the order of the α rows: node by node, its inputs in order.</summary>
    public static IEnumerable<(int Node, int Input)> Edges(int nodes) =>
        from node in Enumerable.Range(0, nodes)
        from input in Enumerable.Range(0, node + 2)
        select (node, input);

    /// <param name="weights">p, [edges, operations, 1, 1].</param>
    public Var Forward(Var beforePrevious, Var previous, Var weights)
    {
        List<Var> states = [older.Forward(beforePrevious), newer.Forward(previous)];
        Queue<MixedOp> next = new(edges);

        for (int node = 0; node < nodes; node++)
        {
            Var[] parts = [.. states.Select(state => next.Dequeue().Forward(state, weights))];
            states.Add(previous.Tape.Apply(new Add(), parts));
        }

        return previous.Tape.Apply(new Concatenate(), [.. states.Skip(2)]);
    }
}
