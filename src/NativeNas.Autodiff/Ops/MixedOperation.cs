using System.Collections.Immutable;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixedOp;
using NativeNas.Kernels.WeightedSum;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// y_e = Σ_k p[Rows[e], Columns[k]]·candidate_ek(x) with batch statistics: the edges of a supernet that read the same.
/// They have the same candidates with weights of their own, so that poolings and their norms serve all. Inputs x,
/// p[R, M, 1, 1], then edge by edge two tensors for each unit with weights: depthwise[C, 1, K, K] and pointwise[C, C], or
/// the convolutions [⌊C/2⌋, C] and [⌈C/2⌉, C] of a factorized reduction. Outputs every y, then the mean[C] and the
/// unbiased variance[C] of each norm, whose gradients stop there.
/// </summary>
public sealed record MixedOperation(Integers Rows, Integers Columns, ImmutableArray<Candidate> Candidates, float Epsilon = 1e-5f) : Op
{
    /// <summary>Inputs or outputs, of which a tape has a bit each.</summary>
    private const int Most = 64;

    public bool Equals(MixedOperation? other) =>
        other is not null && Rows == other.Rows && Columns == other.Columns && Epsilon.Equals(other.Epsilon) && Candidates.AsSpan().SequenceEqual(other.Candidates.AsSpan());

    public override int GetHashCode() => Candidates.Aggregate(Rows.GetHashCode(), (code, candidate) => unchecked((code * 31) + candidate.GetHashCode()));

    /// <summary>The outputs that are the means of an edge's norms, in the order of its candidates; a variance follows each.</summary>
    public IEnumerable<int> MeansOf(int edge) => Norms()[edge].Select(MeanAt);

    public override Layout? LayoutOf(int input) => input < 2 ? Layout.Blocked : Layout.Planes;

    protected override (int Least, int Most) Count => (2, Most);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, Shape p) = (inputs[0], inputs[1]);
        MixedPlan plan = Plan(x);
        Require.That(Candidates.Length == Columns.Count && Candidates.Length > 0, $"A mixed operation of {Candidates.Length} candidates has as many columns; got {Columns}.");
        Require.That(Epsilon > 0, $"A mixed operation's ε is positive; got {Epsilon}.");
        Require.That(inputs.Length == 2 + (2 * plan.Weighted), $"A mixed operation of {plan.Weighted} units with weights takes x, p and {2 * plan.Weighted} tensors; got {inputs.Length} inputs.");
        Require.That(plan.Edges + (2 * plan.Units.Count) <= Most, $"A mixed operation has at most {Most} outputs; {plan.Edges} edges with {plan.Units.Count} norms have {plan.Edges + (2 * plan.Units.Count)}.");
        Require.That(p.Area == 1 && Rows.All(row => row >= 0 && row < p.N), $"The weights of a mixture are [R, M, 1, 1] with the rows {Rows}; got {p}.");

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
            [.. Enumerable.Repeat((Slot)y, plan.Edges), .. Enumerable.Repeat(vector, 2 * plan.Units.Count)],
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
            norms[i] = new(pass.Outputs[MeanAt(i)].Data, pass.Outputs[MeanAt(i) + 1].Data, pass.Saved[i].Data);
        }

        for (int i = 0; i < raws.Length; i++)
        {
            raws[i] = pass.Saved[norms.Length + i].Data;
        }

        MixedMemory memory = new(pass.Inputs[0].Data, pass.Inputs[1].Data, Cells(pass.Inputs[1].Shape), norms, raws, weights.Units);
        Region[] y = new Region[plan.Edges];

        for (int i = 0; i < y.Length; i++)
        {
            y[i] = pass.Outputs[i].Data;
        }

        pass.Device.Run(new MixedForward(plan, memory, Epsilon, y));
    }

    public override void Backward(in BackwardPass pass)
    {
        Tensor?[] dy = new Tensor?[Rows.Count];

        for (int i = 0; i < dy.Length; i++)
        {
            dy[i] = pass.OutputGradient(i);
        }

        if (dy.All(gradient => gradient is null))
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
            norms[i] = new(pass.Output(MeanAt(i)).Data, default, pass.Saved(i).Data);
        }

        for (int i = 0; i < raws.Length; i++)
        {
            raws[i] = pass.Saved(norms.Length + i).Data;
            (tensors[2 * i], tensors[(2 * i) + 1]) = (pass.Input(2 + (2 * i)), pass.Input(3 + (2 * i)));
            wanted[i] = (pass.Target(2 + (2 * i)), pass.Target(3 + (2 * i)));
        }

        using MixedWeights weights = MixedWeights.Pack(pass.Device, plan, tensors, transposed: true);
        bool mixture = pass.Wants(1, out Gradient dp);
        using Buffer? dots = mixture ? pass.Device.Allocate(16 * plan.Ends.Length) : null;
        MixedMemory memory = new(pass.Input(0).Data, pass.Input(1).Data, Cells(pass.Shapes[1]), norms, raws, weights.Units);
        using Buffer? zeros = dy.Contains(null) ? Zeros(pass.Device, plan.Images * plan.OutputFloats) : null;
        pass.Device.Run(new MixedBackward(plan, memory, [.. dy.Select(gradient => gradient?.Data ?? zeros!.All)], new(pass.Target(0), dots?.All, wanted)));

        for (int first = 0; mixture && first < plan.Ends.Length; first += Eight<int>.Places)
        {
            int count = Math.Min(Eight<int>.Places, plan.Ends.Length - first);
            Region part = new(dots!, 16 * first, 16 * count);
            pass.Device.Run(new StoreDots(count, Eight<int>.Of(memory.At.AsSpan(first, count)), part, dp.Data, dp.Accumulate || first > 0));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted)
    {
        ulong means = 0;

        foreach (int unit in Norms().SelectMany(units => units))
        {
            means |= 1ul << MeanAt(unit);
        }

        return wanted.Contains(true) ? new(Autodiff.Reads.All(wanted.Length), means, Saved: true) : Autodiff.Reads.Nothing;
    }

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        MixedPlan plan = Plan(inputs[0]);
        long outputs = (long)inputs[0].N * inputs[0].C * plan.OutHeight * plan.OutWidth, products = plan.Ends.Length * outputs, parameters = 0;

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

        return new(products, inputs[0].Length + inputs[1].Length + parameters, outputs * (plan.Edges + plan.Weighted), parameters);
    }

    /// <summary>The gradient of an edge whose output nothing depends on.</summary>
    private static Buffer Zeros(Device device, int length) => device.Allocate(length, zeros => device.Run(new Fill(zeros, 0f)));

    private MixedPlan Plan(Shape x) => new(Candidates.AsSpan(), x.N, x.C, x.H, x.W, Rows.Count);

    private int[][] Norms() => MixedPlan.Norms(Candidates.AsSpan(), Rows.Count);

    /// <summary>The output that is the mean of a unit's norm; the variance follows.</summary>
    private int MeanAt(int unit) => Rows.Count + (2 * unit);

    /// <summary>Where the ends' weights lie in p.</summary>
    private int[] Cells(Shape p) => [.. Rows.SelectMany(row => Columns.Select(column => (row * p.Blocks * 16) + column))];
}
