using NativeNas.Autodiff.Branching;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    private Step Run(Op op, ReadOnlySpan<Var> inputs)
    {
        int[] ids = new int[inputs.Length];

        for (int i = 0; i < ids.Length; i++)
        {
            Require.That(ReferenceEquals(inputs[i].Tape, this), $"Input {i} of {op.GetType().Name} is a value of another tape.");
            ids[i] = inputs[i].Id;
        }

        Application application = new(op, ids);

        if (!applied.TryGetValue(application, out Step? step))
        {
            step = branches.Follows is { } follows && op is IBranching { Held: { } held }
                ? Run(held, [ids[0], Constant(follows.At(followed++, op)).Id])
                : Run(op, ids);

            if (op is not MovingAverage)
            {
                applied.Add(application, step);
            }
        }

        return step;
    }

    private Step Run(Op op, int[] inputs)
    {
        Shape[] shapes = new Shape[inputs.Length];
        Tensor[] tensors = new Tensor[inputs.Length];
        bool[] wanted = new bool[inputs.Length];

        for (int i = 0; i < inputs.Length; i++)
        {
            tensors[i] = ValueOf(inputs[i]);
            shapes[i] = tensors[i].Shape;
            wanted[i] = Tracks(inputs[i]);
        }

        Signature signature = op.Infer(shapes);
        RequireLayouts(op, tensors);
        bool tracked = wanted.Contains(true);
        Reads reads = tracked ? op.Reads(wanted) : default;
        Cost cost = op.Cost(shapes);
        (Tensor[] outputs, Tensor[] saved) = Make(op, tensors, signature);
        Tensor? branch = Record(op, new(Device, tensors, outputs, saved));
        Cost += cost;
        int first = values.Count;

        foreach (Tensor output in outputs)
        {
            values.Add(new(output, tracked ? Track.Inner : Track.None) { Owned = !ReferenceEquals(output, branch) });
        }

        Step step = new(op, inputs, [.. Enumerable.Range(first, outputs.Length)], shapes, saved, branch, wanted, reads, cost, values.Count);
        steps.Add(step);

        if (!step.Reads.Saved || plan?.Drops(steps.Count - 1) == true)
        {
            step.ReleaseSaved();
        }

        FollowPlan(op);
        return step;
    }

    /// <summary>Runs an op in new memory, which goes back if the op throws.</summary>
    private (Tensor[] Outputs, Tensor[] Saved) Make(Op op, Tensor[] inputs, Signature signature)
    {
        List<Tensor> made = [];

        try
        {
            foreach (Slot slot in signature.Outputs.Concat(signature.Saved))
            {
                made.Add(Tensor.Allocate(Device, slot.Shape, slot.Layout));
            }

            Tensor[] outputs = [.. made[..signature.Outputs.Length]], saved = [.. made[signature.Outputs.Length..]];
            op.Forward(new(Device, inputs, outputs, saved));
            return (outputs, saved);
        }
        catch
        {
            made.ForEach(tensor => tensor.Data.Buffer.Dispose());
            throw;
        }
    }

    private static void RequireLayouts(Op op, Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Layout layout = inputs[i].Layout, expected = op.LayoutOf(i) ?? layout;
            Require.That(layout == expected, $"Input {i} of {op.GetType().Name} is in the layout {expected}; got {inputs[i].Shape} in {layout}.");
        }
    }
}
