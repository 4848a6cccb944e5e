using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Modules;

namespace NativeNas.Supernets.Cells;

/// <summary>A cell in which every node reads both inputs and every earlier node through mixed operations.</summary>
public sealed class MixedCell : Module
{
    private readonly Layer older, newer;
    private readonly (int[] Nodes, MixedEdges Edges)[][] readers;

    public MixedCell(CellPlace place, int nodes)
    {
        Reduction = place.Reduction;
        older = Add("pre0", place.OlderInput(affine: false));
        newer = Add("pre1", place.NewerInput(affine: false));
        ((int Node, int Input) Place, MixedOp Op)[] edges =
            [.. Edges(nodes).Select((edge, i) => (edge, Add($"edges.{i.ToString(CultureInfo.InvariantCulture)}", new MixedOp(i, place.Channels, place.Stride(edge.Input)))))];
        readers = [.. edges.GroupBy(edge => edge.Place.Input).OrderBy(state => state.Key).Select(state => state.Chunk(MixedEdges.Most)
            .Select(some => (some.Select(edge => edge.Place.Node).ToArray(), new MixedEdges([.. some.Select(edge => edge.Op)]))).ToArray())];
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
        Tape tape = previous.Tape;
        List<Var>[] parts = [.. readers[1..].Select(_ => new List<Var>())];
        List<Var> states = [older.Forward(beforePrevious), newer.Forward(previous)];

        for (int i = 0; i < readers.Length; i++)
        {
            foreach ((int[] nodes, MixedEdges edges) in readers[i])
            {
                foreach ((int node, Var part) in nodes.Zip(edges.Forward(states[i], weights)))
                {
                    parts[node].Add(part);
                }
            }

            if (i > 0)
            {
                states.Add(tape.Apply(new Add(), [.. parts[i - 1]]));
            }
        }

        return tape.Apply(new Concatenate(), [.. states.Skip(2)]);
    }
}
