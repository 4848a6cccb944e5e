using System.Text;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Drawings;

/// <summary>Graphviz DOT; <c>dot -Tpng</c> draws it.</summary>
public static class DotDrawing
{
    /// <summary>Both cells side by side in one graph.</summary>
    public static string Of(Genotype genotype)
    {
        StringBuilder text = Start("genotype");
        AppendCluster(text, genotype.Normal, "normal");
        AppendCluster(text, genotype.Reduction, "reduction");
        return text.Append("}\n").ToString();
    }

    /// <param name="cell">The cell.</param>
    /// <param name="name">Letters and digits: the prefix of the graph's node names, and its label.</param>
    public static string Of(CellGenotype cell, string name)
    {
        StringBuilder text = Start(name);
        AppendCluster(text, cell, name);
        return text.Append("}\n").ToString();
    }

    private static StringBuilder Start(string name) => new StringBuilder()
        .Append($"digraph \"{name}\" {{\n  rankdir=LR;\n")
        .Append("  node [shape=circle, style=filled, fillcolor=\"#f8fafc\", fontname=\"Helvetica\"];\n")
        .Append("  edge [fontname=\"Helvetica\", fontsize=11];\n");

    private static void AppendCluster(StringBuilder text, CellGenotype cell, string name)
    {
        text.Append($"  subgraph \"cluster_{name}\" {{\n    label=\"{name} cell\";\n");

        for (int state = 0; state < cell.Nodes.Length + CellGenotype.Inputs; state++)
        {
            string shape = state < CellGenotype.Inputs ? ", shape=box" : "";
            text.Append($"    \"{name}_{state}\" [label=\"{StateNames.Plain(state)}\"{shape}];\n");
        }

        text.Append($"    \"{name}_out\" [label=\"concat\", shape=box];\n");

        for (int i = 0; i < cell.Nodes.Length; i++)
        {
            foreach (EdgeGenotype edge in cell.Nodes[i].Edges)
            {
                string color = Palette.Of(edge.Operation);
                text.Append($"    \"{name}_{edge.Input}\" -> \"{name}_{i + CellGenotype.Inputs}\" ")
                    .Append($"[label=\"{edge.Operation.Name}\", color=\"{color}\", fontcolor=\"{color}\"];\n");
            }
        }

        foreach (int state in cell.Concat)
        {
            text.Append($"    \"{name}_{state}\" -> \"{name}_out\" [color=\"{Palette.Concatenation}\"];\n");
        }

        text.Append("  }\n");
    }
}
