using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    /// <summary>
    /// Gradients of a scalar result, or of Σ result·seed, into the entered gradient buffers and the watched values.
    /// Intermediates are released on the way: a tape goes backward once.
    /// </summary>
    /// <param name="seed">In the result's shape and layout; it is read and stays the caller's.</param>
    public void Backward(Var result, Tensor? seed = null)
    {
        Require.That(seed is not null || result.Shape.Length == 1, $"A gradient starts at one number or needs a seed; the result is {result.Shape}.");
        RequireAllFollowed();

        foreach (Source source in sources.Values)
        {
            if (source.Gradients is { } gradients)
            {
                Device.Run(new Fill(gradients.All, 0f));
            }
        }

        Value end = values[result.Id];
        Require.That(end.Track != Track.None, "The result depends on nothing whose gradient is wanted.");
        end.Gradient = seed is null ? One(end) : Borrowed(seed, end);

        for (int s = steps.Count - 1; s >= 0; s--)
        {
            Repeat(s);
            Backward(steps[s]);
            Release(plan?.ReleasesAfterBackward(s) ?? []);
        }
    }

    private void Backward(Step step)
    {
        Tensor?[] dys = [.. step.Outputs.Select(id => values[id].Gradient)];

        if (step.Wanted.Contains(true) && dys.Any(dy => dy is not null))
        {
            Gradient?[] gradients = [.. step.Inputs.Select((id, i) => step.Wanted[i] && !Passes(step, i, dys) ? Target(values[id]) : (Gradient?)null)];

            if (gradients.Any(gradient => gradient is not null))
            {
                step.Op.Backward(new(
                    Device,
                    step.Shapes,
                    [.. step.Inputs.Select((id, i) => step.Reads.Input(i) ? ValueOf(id) : null)],
                    [.. step.Outputs.Select((id, i) => step.Reads.Output(i) ? ValueOf(id) : null)],
                    step.Reads.Saved ? step.Saved : new Tensor?[step.Saved.Length],
                    dys,
                    gradients));
            }
        }

        foreach (int id in step.Outputs)
        {
            values[id].Release();

            if (values[id].Track != Track.Leaf)
            {
                ReleaseGradient(values[id]);
            }
        }

        step.ReleaseSaved();
    }
}
