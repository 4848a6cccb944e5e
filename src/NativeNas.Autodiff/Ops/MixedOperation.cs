using System.Collections.Immutable;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MixedOp;
using NativeNas.Kernels.WeightedSum;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// y = Σ_k p[Row, Columns[k]]·candidate_k(x) with batch statistics: one edge of a supernet. Inputs x, p[R, M, 1, 1], then
/// two tensors for each unit with weights: depthwise[C, 1, K, K] and pointwise[C, C], or the convolutions [⌊C/2⌋, C] and
/// [⌈C/2⌉, C] of a factorized reduction. Outputs y, then the mean[C] and the unbiased variance[C] of each norm, whose
/// gradients stop there.
/// </summary>
public sealed record MixedOperation(int Row, Integers Columns, ImmutableArray<Candidate> Candidates, float Epsilon = 1e-5f) : Op
{
    private const int Most = 62;

    public bool Equals(MixedOperation? other) =>
        other is not null && Row == other.Row && Columns == other.Columns && Epsilon.Equals(other.Epsilon) && Candidates.AsSpan().SequenceEqual(other.Candidates.AsSpan());

    public override int GetHashCode() => Candidates.Aggregate(Row, (code, candidate) => unchecked((code * 31) + candidate.GetHashCode()));

    public override Layout? LayoutOf(int input) => input < 2 ? Layout.Blocked : Layout.Planes;

    protected override (int Least, int Most) Count => (2, Most);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, Shape p) = (inputs[0], inputs[1]);
        MixedPlan plan = Plan(x);
        Require.That(Candidates.Length == Columns.Count && Candidates.Length > 0, $"A mixed operation of {Candidates.Length} candidates has as many columns; got {Columns}.");
        Require.That(Epsilon > 0, $"A mixed operation's ε is positive; got {Epsilon}.");
        Require.That(inputs.Length == 2 + (2 * plan.Weighted) && (2 * plan.Units.Count) < Most, $"A mixed operation of {plan.Weighted} units with weights takes x, p and {2 * plan.Weighted} tensors; got {inputs.Length} inputs.");
        Require.That(p.Area == 1 && Row >= 0 && Row < p.N, $"The weights of a mixture are [R, M, 1, 1] with a row {Row}; got {p}.");

        foreach (int column in Columns)
        {
            Require.That(column >= 0 && column < p.C, $"The weights {p} have no column {column}.");
        }

        foreach (MixedUnit unit in plan.Units)
        {
            if (unit.Weighted >= 0)
            {
                MixedWeights.Check(plan, unit, inputs[2 + (2 * unit.Weighted)], inputs[3 + (2 * unit.Weighted)]);
            }
        }

        Shape y = new(x.N, x.C, plan.OutHeight, plan.OutWidth);
        Slot vector = new(new(x.C), Layout.Planes);
        return new(
            [y, .. Enumerable.Repeat(vector, 2 * plan.Units.Count)],
            [.. Enumerable.Repeat(vector, plan.Units.Count), .. Enumerable.Repeat((Slot)y, plan.Weighted)]);
    }

    public override void Forward(in ForwardPass pass)
    {
        MixedPlan plan = Plan(pass.Inputs[0].Shape);
        using MixedWeights weights = MixedWeights.Pack(pass.Device, plan, pass.Inputs[2..], transposed: false);
        NormMemory[] norms = new NormMemory[plan.Units.Count];
        Region[] raws = new Region[plan.Weighted];

        for (int i = 0; i < norms.Length; i++)
        {
            norms[i] = new(pass.Outputs[1 + (2 * i)].Data, pass.Outputs[2 + (2 * i)].Data, pass.Saved[i].Data);
        }

        for (int i = 0; i < raws.Length; i++)
        {
            raws[i] = pass.Saved[norms.Length + i].Data;
        }

        MixedMemory memory = new(pass.Inputs[0].Data, pass.Inputs[1].Data, Cells(pass.Inputs[1].Shape), norms, raws, weights.Units);
        pass.Device.Run(new MixedForward(plan, memory, Epsilon, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.OutputGradient(0) is not { } dy)
        {
            for (int i = 0; i < pass.Shapes.Length; i++)
            {
                if (pass.Wants(i, out Gradient none))
                {
                    none.PutNothing();
                }
            }

            return;
        }

        MixedPlan plan = Plan(pass.Shapes[0]);
        Tensor[] tensors = new Tensor[2 * plan.Weighted];
        NormMemory[] norms = new NormMemory[plan.Units.Count];
        Region[] raws = new Region[plan.Weighted];
        (GradientMemory?, GradientMemory?)[] wanted = new (GradientMemory?, GradientMemory?)[plan.Weighted];

        for (int i = 0; i < norms.Length; i++)
        {
            norms[i] = new(pass.Output(1 + (2 * i)).Data, default, pass.Saved(i).Data);
        }

        for (int i = 0; i < raws.Length; i++)
        {
            raws[i] = pass.Saved(norms.Length + i).Data;
            (tensors[2 * i], tensors[(2 * i) + 1]) = (pass.Input(2 + (2 * i)), pass.Input(3 + (2 * i)));
            wanted[i] = (pass.Target(2 + (2 * i)), pass.Target(3 + (2 * i)));
        }

        using MixedWeights weights = MixedWeights.Pack(pass.Device, plan, tensors, transposed: true);
        bool mixture = pass.Wants(1, out Gradient dp);
        using Buffer? dots = mixture ? pass.Device.Allocate(16 * Candidates.Length) : null;
        MixedMemory memory = new(pass.Input(0).Data, pass.Input(1).Data, Cells(pass.Shapes[1]), norms, raws, weights.Units);
        pass.Device.Run(new MixedBackward(plan, memory, dy.Data, new(pass.Target(0), dots?.All, wanted)));

        for (int first = 0; mixture && first < Candidates.Length; first += Eight<int>.Places)
        {
            int count = Math.Min(Eight<int>.Places, Candidates.Length - first);
            Region part = new(dots!, 16 * first, 16 * count);
            pass.Device.Run(new StoreDots(count, Eight<int>.Of(memory.At.AsSpan(first, count)), part, dp.Data, dp.Accumulate || first > 0));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted)
    {
        ulong means = 0;

        for (int i = 0, norms = MixedPlan.Norms(Candidates.AsSpan()); i < norms; i++)
        {
            means |= 2ul << (2 * i);
        }

        return wanted.Contains(true) ? new(Autodiff.Reads.All(wanted.Length), means, Saved: true) : Autodiff.Reads.Nothing;
    }

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        MixedPlan plan = Plan(inputs[0]);
        long outputs = (long)inputs[0].N * inputs[0].C * plan.OutHeight * plan.OutWidth, products = (long)Candidates.Length * outputs, parameters = 0;

        foreach (MixedUnit unit in plan.Units)
        {
            products += unit.Kind switch
            {
                UnitKind.Separable => outputs * (unit.Geometry.Window.Taps + plan.Channels),
                UnitKind.Reduction => outputs * plan.Channels,
                _ => 0,
            };
        }

        foreach (Shape weight in inputs[2..])
        {
            parameters += weight.Length;
        }

        return new(products, inputs[0].Length + inputs[1].Length + parameters, outputs * (1 + plan.Weighted), parameters);
    }

    private MixedPlan Plan(Shape x) => new(Candidates.AsSpan(), x.N, x.C, x.H, x.W);

    /// <summary>Where the candidates' weights lie in p.</summary>
    private int[] Cells(Shape p) => [.. Columns.Select(column => (Row * p.Blocks * 16) + column)];
}
