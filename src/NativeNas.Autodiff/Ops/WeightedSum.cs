using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.WeightedSum;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>y = Σ p[Row, Columns[k]]·x_k: one edge of a supernet. Inputs x₀ … x_{K−1} of one shape, then p[R, M, 1, 1].</summary>
public sealed record WeightedSum(int Row, Integers Columns) : Op
{
    private const int Limit = 62;

    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (2, Limit + 1);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(Columns.Count is > 0 and <= Limit, $"A weighted sum has 1 to {Limit} inputs; got {Columns.Count} columns.");
        Require.That(inputs.Length == Columns.Count + 1, $"A weighted sum over the columns {Columns} takes {Columns.Count} inputs and their weights; got {inputs.Length} values.");
        Shape p = inputs[^1];
        Require.That(p.Area == 1 && Row >= 0 && Row < p.N, $"The weights of a sum are [R, M, 1, 1] with a row {Row}; got {p}.");

        for (int k = 0; k < Columns.Count; k++)
        {
            Require.That(Columns[k] >= 0 && Columns[k] < p.C, $"The weights {p} have no column {Columns[k]}.");
            Require.That(inputs[k] == inputs[0], $"A weighted sum takes inputs of one shape; got {inputs[0]} and {inputs[k]}.");
        }

        return inputs[0];
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor p = pass.Inputs[^1];

        for (int first = 0; first < Columns.Count; first += Eight<Region>.Places)
        {
            int count = Math.Min(Eight<Region>.Places, Columns.Count - first);
            Region[] x = new Region[count];

            for (int k = 0; k < count; k++)
            {
                x[k] = pass.Inputs[first + k].Data;
            }

            pass.Device.Run(new WeightedSumForward(Eight<Region>.Of(x), count, Cells(p.Shape, first, count), p.Data, pass.Outputs[0].Data, first > 0));
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        int weights = Columns.Count;
        bool dots = pass.Wants(weights, out Gradient dp);
        using Buffer? partial = dots ? pass.Device.Allocate(WeightedSumBackward.DotFloats) : null;

        for (int first = 0; first < Columns.Count; first += Eight<Region>.Places)
        {
            int count = Math.Min(Eight<Region>.Places, Columns.Count - first), wanted = 0, accumulate = 0;
            Region dy = pass.Dy.Data;
            Region[] x = new Region[count], dx = new Region[count];

            for (int k = 0; k < count; k++)
            {
                bool takes = pass.Wants(first + k, out Gradient gradient);
                x[k] = dots ? pass.Input(first + k).Data : dy;
                dx[k] = takes ? gradient.Data : dy;
                wanted |= takes ? 1 << k : 0;
                accumulate |= takes && gradient.Accumulate ? 1 << k : 0;
            }

            Eight<int> at = Cells(pass.Shapes[weights], first, count);
            Region p = wanted != 0 ? pass.Input(weights).Data : dy;
            pass.Device.Run(new WeightedSumBackward(count, Eight<Region>.Of(x), Eight<Region>.Of(dx), wanted, accumulate, at, p, dy, partial));

            if (partial is not null)
            {
                pass.Device.Run(new StoreDots(count, at, partial.All, dp.Data, dp.Accumulate || first > 0));
            }
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted)
    {
        int weights = Columns.Count;
        return new(Inputs: (wanted[weights] ? Autodiff.Reads.All(weights) : 0) | (wanted[..weights].Contains(true) ? 1ul << weights : 0));
    }

    public override Cost Cost(ReadOnlySpan<Shape> inputs) =>
        new((long)Columns.Count * inputs[0].Length, ((long)Columns.Count * inputs[0].Length) + Columns.Count, inputs[0].Length);

    private Eight<int> Cells(Shape p, int first, int count)
    {
        int[] cells = new int[count];

        for (int k = 0; k < count; k++)
        {
            cells[k] = (Row * p.Blocks * 16) + Columns[first + k];
        }

        return Eight<int>.Of(cells);
    }
}
