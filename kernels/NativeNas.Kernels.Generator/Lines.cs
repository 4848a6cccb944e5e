using System.Text;

namespace NativeNas.Kernels.Generator;

/// <summary>Source text, indented by its braces.</summary>
internal sealed class Lines
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Add(string line) => text.Append(' ', depth * 4).Append(line).Append('\n');

    public void Open(string line)
    {
        Add(line);
        Add("{");
        depth++;
    }

    public void Close()
    {
        depth--;
        Add("}");
    }

    public override string ToString() => text.ToString();
}
