using System.Globalization;
using System.Text.RegularExpressions;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.TensorCores;

/// <summary>
/// Runs what stands in a kernel's PTX between the barriers around its mma.sync, for one warp: address arithmetic, loads
/// from shared memory, conversions (which round nothing here) and the multiplications.
/// </summary>
internal sealed partial class WarpProgram
{
    private readonly string[] statements;
    private readonly Dictionary<string, double>[] lanes = [.. Enumerable.Range(0, 32).Select(_ => new Dictionary<string, double>())];

    public WarpProgram(string ptx)
    {
        string[] lines = [.. ptx.Split('\n').Select(line => line.Trim())];
        int first = Array.FindIndex(lines, line => line.StartsWith("mma.sync", StringComparison.Ordinal));
        int from = Array.FindLastIndex(lines, first, line => line.StartsWith("bar.sync", StringComparison.Ordinal));
        int to = Array.FindIndex(lines, first, line => line.StartsWith("bar.sync", StringComparison.Ordinal));
        statements = [.. lines[(from + 1)..to].SelectMany(line => Statement().Matches(line)).Select(match => match.Value.Trim())];
    }

    public int Multiplications => statements.Count(statement => statement.StartsWith("mma", StringComparison.Ordinal));

    /// <param name="starts">What the registers that the program does not write hold, by lane, in the order in which it meets them.</param>
    public void Run(float[] shared, Func<int, int>[] starts)
    {
        Dictionary<string, int> places = [];

        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < 32; i++)
            {
                lanes[lane][$"sum{i}"] = 0;
            }
        }

        foreach (string statement in statements)
        {
            string[] words = [.. Word().Matches(statement).Select(match => match.Value)];

            if (words[0].StartsWith("mma", StringComparison.Ordinal))
            {
                Multiply(words);
                continue;
            }

            for (int lane = 0; lane < 32; lane++)
            {
                double Value(string word) => double.TryParse(word, CultureInfo.InvariantCulture, out double number) ? number
                    : lanes[lane].TryGetValue(word, out double known) ? known
                    : word.StartsWith("%rd", StringComparison.Ordinal) ? 0
                    : starts[places.TryGetValue(word, out int place) ? place : places[word] = places.Count](lane);

                if (words[0] == "cvt.rn.bf16x2.f32")
                {
                    lanes[lane][words[1]] = Value(words[3]);
                    lanes[lane][words[1] + "'"] = Value(words[2]);
                    continue;
                }

                lanes[lane][words[1]] = words[0] switch
                {
                    "mul.wide.u32" => Value(words[2]) * Value(words[3]),
                    "add.u64" => Value(words[2]) + Value(words[3]),
                    "ld.shared.f32" => shared[(int)Value(words[2]) / 4],
                    "cvt.rna.tf32.f32" => Value(words[2]),
                    _ => throw new InvalidOperationException($"The test does not know '{statement}'."),
                };
            }
        }
    }

    /// <summary>The sum in a register of a lane.</summary>
    public float Sum(int lane, int register) => (float)lanes[lane][$"sum{register}"];

    private void Multiply(string[] words)
    {
        bool pairs = words[0].Contains("bf16", StringComparison.Ordinal);
        float[,] c = Table(words[1..5], false), a = Table(words[5..9], pairs), b = Table(words[9..11], pairs);
        Assert.Equal(words[1..5], words[11..15]);

        if (pairs)
        {
            WarpMultiplication.K16(a, b, c);
        }
        else
        {
            WarpMultiplication.K8(a, b, c);
        }

        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < 4; i++)
            {
                lanes[lane][words[1 + i]] = c[lane, i];
            }
        }
    }

    private float[,] Table(string[] registers, bool pairs)
    {
        string[] halves = pairs ? [.. registers.SelectMany(register => new[] { register, register + "'" })] : registers;
        float[,] table = new float[32, halves.Length];

        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < halves.Length; i++)
            {
                table[lane, i] = (float)lanes[lane][halves[i]];
            }
        }

        return table;
    }

    [GeneratedRegex(@"[^;]+;")]
    private static partial Regex Statement();

    [GeneratedRegex(@"[%\w.]+")]
    private static partial Regex Word();
}
