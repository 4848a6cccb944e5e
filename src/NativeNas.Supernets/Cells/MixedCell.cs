using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Modules;

namespace NativeNas.Supernets.Cells;

/// <summary>A cell in which every node reads both inputs and every earlier node through mixed operations.</summary>
public sealed class MixedCell : Module
{
    private readonly Layer older, newer;
    private readonly MixedEdges[][] readers;

    public MixedCell(CellPlace place, int nodes)
    {
        Reduction = place.Reduction;
        older = Add("pre0", place.OlderInput(affine: false));
        newer = Add("pre1", place.NewerInput(affine: false));
        MixedOp[] edges = [.. Edges(nodes).Select((edge, i) => Add($"edges.{i.ToString(CultureInfo.InvariantCulture)}", new MixedOp(i, place.Channels, place.Stride(edge.Input))))];
        readers = [.. Edges(nodes).Zip(edges).GroupBy(edge => edge.First.Input, edge => edge.Second).OrderBy(state => state.Key)
            .Select(state => state.Chunk(MixedEdges.Most).Select(some => new MixedEdges(some)).ToArray())];
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
        List<IEnumerator<Var>> parts = [];

        for (int node = 2; node < readers.Length + 1; node++)
        {
            while (parts.Count < node)
            {
                Var state = states[parts.Count];
                parts.Add(readers[parts.Count].SelectMany(edges => edges.Forward(state, weights)).GetEnumerator());
            }

            states.Add(previous.Tape.Apply(new Add(), [.. parts.Select(Next)]));
        }

        return previous.Tape.Apply(new Concatenate(), [.. states.Skip(2)]);
    }

    private static Var Next(IEnumerator<Var> parts) => parts.MoveNext() ? parts.Current : throw new InvalidOperationException("A state has a part for every later node.");
}
