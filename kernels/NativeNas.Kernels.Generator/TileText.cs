using System;

namespace NativeNas.Kernels.Generator;

/// <summary>A run of neighbouring tiles of one size: cI_J sums row I of vector J, terms four at a time.</summary>
internal sealed class TileText
{
    private const int Unrolled = 4;

    /// <summary>Rows without a constant pitch are addressed by threes, so that no distance needs a multiplication.</summary>
    private static readonly string[] Distances = { "0", "one", "two" };

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
        lines.Add("bool fetches = ahead;");
        lines.Add("float* asked = ask;");
        lines.Add("nint one = TOperand.Pitch == 0 ? operand.RowPitch : TOperand.Pitch, two = 2 * one;");
        lines.Open($"for (; tiles > 0; tiles--, x += {rows} * one)");
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
        lines.Add("float* p0 = x + s->X;");

        for (int row = 3; row < rows; row += 3)
        {
            lines.Add($"float* p{row} = p{row - 3} + one + two;");
        }

        lines.Add("float* q0 = weights + s->W;");

        for (int vector = 1; vector < vectors; vector++)
        {
            lines.Add($"float* q{vector} = q{vector - 1} + pitch;");
        }

        lines.Add($"float* next = p0 + {rows * 16};");
        Loop($"(uint)s->Count / {Unrolled}", Unrolled);
        Loop($"(uint)s->Count % {Unrolled}", 1);
        lines.Close();
    }

    /// <summary>
    /// Asks for some of the next tile's lines, where each row has one of its own: sixteen terms ask for all. An
    /// operand that asks does so for a line of its own.
    /// </summary>
    private void Ahead()
    {
        int share = (rows + 3) / 4;
        lines.Open("if (fetches & TOperand.Pitch == 16 & Sse.IsSupported)");

        for (int line = 0; line < share; line++)
        {
            lines.Add($"Sse.Prefetch0(next + {line * 16});");
        }

        lines.Add($"next += {share * 16};");
        lines.Close();
        lines.Open("if (TOperand.Asks & Sse.IsSupported)");
        lines.Add("Sse.Prefetch1(asked);");
        lines.Add("asked += 16;");
        lines.Close();
    }

    private void Loop(string count, int terms)
    {
        lines.Open($"for (uint n = {count}; n > 0; n--)");

        for (int term = 0; term < terms; term++)
        {
            Term(term);
        }

        if (terms == Unrolled)
        {
            Ahead();
        }

        for (int row = 0; row < rows; row += 3)
        {
            lines.Add($"p{row} += {terms} * step;");
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            lines.Add($"q{vector} += {terms} * weightStep;");
        }

        lines.Close();
    }

    /// <summary>One term of every sum.</summary>
    private void Term(int term)
    {
        lines.Open(string.Empty);

        for (int vector = 0; vector < vectors; vector++)
        {
            lines.Add($"Vector512<float> w{vector} = Vector512.Load(q{vector} + ({term} * weightStep));");
        }

        for (int row = 0; row < rows; row++)
        {
            string read = $"Vector512.Create(TOperand.Pitch == 0 ? p{row / 3 * 3}[{Distances[row % 3]} + ({term} * step)] : p0[({row} * TOperand.Pitch) + ({term} * step)])";

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
