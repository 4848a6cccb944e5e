using System.Text;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Drawings;

/// <summary>A table for the terminal: one line a node.</summary>
public static class TextDrawing
{
    private static readonly int Width = CellOperations.All.Max(o => o.Name.Length) + " of c[k-2]".Length;

    public static string Of(Genotype genotype) => Of(genotype.Normal, "normal") + "\n" + Of(genotype.Reduction, "reduction");

    public static string Of(CellGenotype cell, string name)
    {
        StringBuilder text = new($"{name} cell\n");

        for (int i = 0; i < cell.Nodes.Length; i++)
        {
            NodeGenotype node = cell.Nodes[i];
            text.Append($"  {i + CellGenotype.Inputs,2} = {Edge(node.First).PadRight(Width)} + {Edge(node.Second)}\n");
        }

        return text.Append($"  output = concat({string.Join(", ", cell.Concat.Select(StateNames.Plain))})\n").ToString();
    }

    private static string Edge(EdgeGenotype edge) => $"{edge.Operation.Name} of {StateNames.Plain(edge.Input)}";
}
