using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NativeNas.Kernels.Generator;

/// <summary>Every tile that fits 31 vector registers: rows · vectors sums, the vectors, and one broadcast where it is used more than once.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TileGenerator : IIncrementalGenerator
{
    /// <summary>The most rows of one, two and three vectors.</summary>
    private static readonly int[] rows = { 16, 14, 9 };

    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(output => output.AddSource("Tile.Bodies.g.cs", SourceText.From(Write(), Encoding.UTF8)));

    private static string Write()
    {
        Lines lines = new();
        lines.Add("using System.Runtime.CompilerServices;");
        lines.Add("using System.Runtime.Intrinsics;");
        lines.Add("using System.Runtime.Intrinsics.X86;");
        lines.Add("namespace NativeNas.Kernels.Tiles;");
        lines.Open("internal readonly unsafe partial struct Tile<TOperand>");
        Choice(lines);

        for (int vectors = 1; vectors <= rows.Length; vectors++)
        {
            for (int count = 1; count <= rows[vectors - 1]; count++)
            {
                new TileText(lines, count, vectors).Write();
            }
        }

        lines.Close();
        return lines.ToString();
    }

    private static void Choice(Lines lines)
    {
        lines.Open("public partial void Run(int rows, int vectors, int tiles, float* x, in Target to)");
        lines.Open("switch ((vectors << 8) | rows)");

        for (int vectors = 1; vectors <= rows.Length; vectors++)
        {
            for (int count = 1; count <= rows[vectors - 1]; count++)
            {
                lines.Add($"case {(vectors << 8) | count}: Run{count}x{vectors}(tiles, x, to); break;");
            }
        }

        lines.Close();
        lines.Close();
    }
}
