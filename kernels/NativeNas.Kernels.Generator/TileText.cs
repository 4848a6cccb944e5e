using System;

namespace NativeNas.Kernels.Generator;

/// <summary>A run of neighbouring tiles of one size: cI_J sums row I of vector J, terms four at a time.</summary>
internal sealed class TileText
{
    private const int Unrolled = 4;

    private readonly Lines lines;
    private readonly int rows, vectors;

    public TileText(Lines lines, int rows, int vectors) => (this.lines, this.rows, this.vectors) = (lines, rows, vectors);

    public void Write()
    {
        lines.Add("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        lines.Open($"private void Run{rows}x{vectors}(int tiles, float* x, in Target to)");
        lines.Add("nint step = operand.Step, weightStep = operand.WeightStep, pitch = wPitch, yPitch = to.Pitch, startPitch = to.StartPitch;");
        lines.Add("nint yBlock = to.BlockPitch, startBlock = to.StartBlockPitch;");
        lines.Add("Segment* from = first, stop = end;");
        lines.Add("float* weights = w, y = to.Y, start = to.Start;");
        lines.Open($"for (; tiles > 0; tiles--, x += {rows} * TOperand.Pitch)");
        Each((row, vector) => lines.Add($"Vector512<float> c{row}_{vector} = Vector512<float>.Zero;"));
        Segments();
        lines.Open("if (start is null)");
        Store(from: null);
        lines.Close();
        lines.Open("else");
        Store(from: "start");
        lines.Close();
        lines.Close();
        lines.Close();
    }

    private void Segments()
    {
        lines.Open("for (Segment* s = from; s < stop; s++)");
        lines.Add("float* p = x + s->X;");
        lines.Add("float* q0 = weights + s->W;");

        for (int vector = 1; vector < vectors; vector++)
        {
            lines.Add($"float* q{vector} = q{vector - 1} + pitch;");
        }

        lines.Add($"float* next = p + ({rows} * TOperand.Pitch);");
        Loop($"s->Count / {Unrolled}", Unrolled);
        Loop($"s->Count % {Unrolled}", 1);
        lines.Close();
    }

    private void Loop(string count, int terms)
    {
        lines.Open($"for (int n = {count}; n > 0; n--)");

        for (int term = 0; term < terms; term++)
        {
            Term(term);
        }

        lines.Add($"p += {terms} * step;");

        for (int vector = 0; vector < vectors; vector++)
        {
            lines.Add($"q{vector} += {terms} * weightStep;");
        }

        lines.Open("if (TOperand.Prefetches)");
        lines.Add($"next += {terms * 16};");
        lines.Close();
        lines.Close();
    }

    /// <summary>One term of every sum.</summary>
    private void Term(int term)
    {
        lines.Open("if (TOperand.Prefetches & Sse.IsSupported)");
        lines.Add($"Sse.Prefetch0(next + {term * 16});");
        lines.Close();
        lines.Open(string.Empty);

        for (int vector = 0; vector < vectors; vector++)
        {
            lines.Add($"Vector512<float> w{vector} = Vector512.Load(q{vector} + ({term} * weightStep));");
        }

        for (int row = 0; row < rows; row++)
        {
            string read = $"Vector512.Create(p[({row} * TOperand.Pitch) + ({term} * step)])";

            if (vectors > 1)
            {
                lines.Add($"Vector512<float> x{row} = {read};");
                read = $"x{row}";
            }

            for (int vector = 0; vector < vectors; vector++)
            {
                lines.Add($"c{row}_{vector} = Vector512.FusedMultiplyAdd({read}, w{vector}, c{row}_{vector});");
            }
        }

        lines.Close();
    }

    private void Store(string? from)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string sum = from is null ? $"c{row}_{vector}" : $"(c{row}_{vector} + Vector512.Load({from} + ({vector} * startBlock)))";
                lines.Add($"{sum}.Store(y + ({vector} * yBlock));");
            }

            lines.Add("y += yPitch;");

            if (from is not null)
            {
                lines.Add($"{from} += startPitch;");
            }
        }
    }

    private void Each(Action<int, int> write)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                write(row, vector);
            }
        }
    }
}
