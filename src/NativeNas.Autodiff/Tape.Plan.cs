using NativeNas.Kernels.Devices;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    /// <summary>What a pass of this code keeps and frees; call it on a pass over a <see cref="Device.Rehearsal()"/> or a <see cref="ShapeOnlyDevice"/>.</summary>
    /// <param name="results">Values that the caller reads after the forward pass.</param>
    public TapePlan Plan(params ReadOnlySpan<Var> results)
    {
        bool[] read = new bool[values.Count];

        foreach (Var result in results)
        {
            read[result.Id] = true;
        }

        TapeStep[] facts = [.. steps.Select(step => new TapeStep(
            step.Inputs,
            step.Outputs,
            step.Reads,
            step.Op is not MovingAverage,
            [.. step.Outputs.Select(id => SizeOf(values[id].Shape, values[id].Layout))],
            step.Saved.Sum(saved => SizeOf(saved.Shape, saved.Layout)),
            step.Cost,
            step.Values))];
        return new(facts, [.. values.Select(value => value.Owned)], read, new bool[steps.Count]);
    }

    private static long SizeOf(Shape shape, Layout layout) => 4L * Tensor.LengthOf(shape, layout);

    /// <summary>Frees what nothing reads any more after the last step.</summary>
    private void FollowPlan(Op op)
    {
        if (plan is null || steps.Count > plan.Steps.Length)
        {
            return;
        }

        int step = steps.Count - 1;

        if (values.Count != plan.Steps[step].Values)
        {
            throw new InvalidOperationException(
                $"The tape holds {values.Count} values after step {step}, {op.GetType().Name}; its plan, {plan.Steps[step].Values}: the plan was made for other code.");
        }

        Release(plan.ReleasesAfter(step));
    }

    private void Release(IReadOnlyList<int> ids)
    {
        foreach (int id in ids)
        {
            values[id].Release();
        }
    }

    /// <summary>Runs the steps again whose values the backward of a step is the first to need.</summary>
    private void Repeat(int before)
    {
        foreach (int s in plan?.RepeatsBefore(before) ?? [])
        {
            Step step = steps[s];
            (Tensor[] outputs, Tensor[] saved) = Make(step.Op, [.. step.Inputs.Select(ValueOf)], step.Op.Infer(step.Shapes));
            step.Renew(saved);

            for (int i = 0; i < outputs.Length; i++)
            {
                Value value = values[step.Outputs[i]];

                if (value.Tensor is null)
                {
                    value.Tensor = outputs[i];
                }
                else
                {
                    outputs[i].Data.Buffer.Dispose();
                }
            }

            Release(plan!.ReleasesAfterRepeat(s));
        }
    }
}
