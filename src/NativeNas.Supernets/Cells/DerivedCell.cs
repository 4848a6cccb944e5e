using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Cells;

/// <summary>A cell of a genotype: each node adds two operations; paths other than the identity may be dropped.</summary>
public sealed class DerivedCell : Module
{
    private readonly Layer older, newer;
    private readonly (int Input, Layer Layer, DropPath? Drop)[][] nodes;
    private readonly int[] joined;

    public DerivedCell(CellPlace place, CellGenotype genotype)
    {
        older = Add("pre0", place.OlderInput(affine: true));
        newer = Add("pre1", place.NewerInput(affine: true));
        joined = [.. genotype.Concat];
        nodes = [.. genotype.Nodes.Select((node, n) => node.Edges.Select((edge, e) => Branch(place, edge, $"nodes.{Text(n)}.{Text(e)}")).ToArray())];
    }

    /// <summary>Paths that training may drop.</summary>
    public IEnumerable<DropPath> Drops => nodes.SelectMany(paths => paths).Select(path => path.Drop).OfType<DropPath>();

    public Var Forward(Var beforePrevious, Var previous)
    {
        List<Var> states = [older.Forward(beforePrevious), newer.Forward(previous)];

        foreach ((int Input, Layer Layer, DropPath? Drop)[] paths in nodes)
        {
            Var[] parts = [.. paths.Select(path => path.Drop is { } drop ? drop.Forward(path.Layer.Forward(states[path.Input])) : path.Layer.Forward(states[path.Input]))];
            states.Add(previous.Tape.Apply(new Add(), parts));
        }

        return previous.Tape.Apply(new Concatenate(), [.. joined.Select(state => states[state])]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private (int Input, Layer Layer, DropPath? Drop) Branch(CellPlace place, EdgeGenotype edge, string name)
    {
        Layer layer = Add(name, CellLayers.Create(edge.Operation, place.Channels, place.Stride(edge.Input)));
        return (edge.Input, layer, layer is Identity ? null : Add($"{name}.drop", new DropPath()));
    }
}
