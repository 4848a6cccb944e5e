using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    /// <summary>What a pass of this code keeps and frees; call it on a pass over a <see cref="ShapeOnlyDevice"/>.</summary>
    /// <param name="results">Values that the caller reads after the forward pass.</param>
    public TapePlan Plan(params ReadOnlySpan<Var> results)
    {
        int[] last = new int[values.Count];
        Array.Fill(last, -1);
        bool[] kept = new bool[values.Count];

        foreach (Var result in results)
        {
            kept[result.Id] = true;
        }

        for (int s = 0; s < steps.Count; s++)
        {
            Step step = steps[s];

            foreach (int id in step.Inputs.Concat(step.Outputs))
            {
                last[id] = s;
            }

            for (int i = 0; i < step.Inputs.Length; i++)
            {
                kept[step.Inputs[i]] |= step.Reads.Input(i);
            }

            for (int i = 0; i < step.Outputs.Length; i++)
            {
                kept[step.Outputs[i]] |= step.Reads.Output(i);
            }
        }

        ILookup<int, int> releases = Enumerable.Range(0, values.Count).Where(id => values[id].Owned && !kept[id] && last[id] >= 0).ToLookup(id => last[id]);
        return new([.. Enumerable.Range(0, steps.Count).Select(s => releases[s].ToArray())], [.. steps.Select(step => step.Values)], Cost);
    }

    /// <summary>Frees what nothing reads any more after the last step.</summary>
    private void FollowPlan(Op op)
    {
        if (plan is null || steps.Count > plan.Steps)
        {
            return;
        }

        int step = steps.Count - 1;

        if (values.Count != plan.ValuesAfter(step))
        {
            throw new InvalidOperationException(
                $"The tape holds {values.Count} values after step {step}, {op.GetType().Name}; its plan, {plan.ValuesAfter(step)}: the plan was made for other code.");
        }

        foreach (int id in plan.ReleasesAfter(step))
        {
            values[id].Release();
        }
    }
}
