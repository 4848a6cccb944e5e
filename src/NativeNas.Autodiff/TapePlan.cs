namespace NativeNas.Autodiff;

/// <summary>
/// When each value of a pass is there. What backward does not need goes after its last reader; a step that is marked
/// as recomputed gives up its outputs and saved values in forward and runs again when backward first needs one of
/// them. Made from a pass over a device that computes nothing, and good for every pass of the same code, shapes and mode.
/// </summary>
public sealed class TapePlan
{
    private readonly bool[] owned, results, recomputed;
    private readonly List<int>[] releases, repeats, releasesAfterRepeat, releasesAfterBackward;

    /// <param name="owned">Of each value, whether the tape gives it back.</param>
    /// <param name="results">Of each value, whether the caller reads it after the forward pass.</param>
    /// <param name="recomputed">Of each step, whether it runs again rather than keeping what it made.</param>
    internal TapePlan(TapeStep[] steps, bool[] owned, bool[] results, bool[] recomputed)
    {
        (Steps, this.owned, this.results, this.recomputed) = (steps, owned, results, recomputed);
        releases = Lists(steps.Length);
        repeats = Lists(steps.Length);
        releasesAfterRepeat = Lists(steps.Length);
        releasesAfterBackward = Lists(steps.Length);
        Needs needs = new(owned.Length);

        for (int s = steps.Length - 1; s >= 0; s--)
        {
            FollowBackward(s, needs);
        }

        Cost = steps.Aggregate(default(Cost), (sum, step) => sum + step.Cost);
        ReleaseInForward(needs);
        ReleaseInBackward(needs);
    }

    /// <summary>Cost of one forward pass.</summary>
    public Cost Cost { get; }

    /// <summary>Steps of the forward pass.</summary>
    public int Count => Steps.Length;

    /// <summary>Cost of what runs again on the way back.</summary>
    public Cost RepeatedCost { get; private set; }

    /// <summary>Steps that run again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Bytes of intermediates that live from the forward to the backward pass.</summary>
    public long KeptBytes { get; private set; }

    /// <summary>Bytes that are made again instead.</summary>
    public long RepeatedBytes { get; private set; }

    internal TapeStep[] Steps { get; }

    /// <summary>The same pass with other steps recomputed.</summary>
    internal TapePlan With(bool[] recomputing) => new(Steps, owned, results, recomputing);

    /// <summary>Whether the caller reads one of a step's outputs.</summary>
    internal bool IsResult(TapeStep step) => step.Outputs.Any(id => results[id]);

    internal IReadOnlyList<int> ReleasesAfter(int step) => releases[step];

    /// <summary>Whether a step's saved values go at once.</summary>
    internal bool Drops(int step) => recomputed[step];

    /// <summary>Steps to run again before the backward of a step, in their order.</summary>
    internal IReadOnlyList<int> RepeatsBefore(int step) => repeats[step];

    internal IReadOnlyList<int> ReleasesAfterRepeat(int step) => releasesAfterRepeat[step];

    internal IReadOnlyList<int> ReleasesAfterBackward(int step) => releasesAfterBackward[step];

    private static List<int>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<int>())];

    /// <summary>Notes what the backward of a step needs, and what running the step again needs where a later reader asks for that.</summary>
    private void FollowBackward(int s, Needs needs)
    {
        TapeStep step = Steps[s];

        foreach (int id in step.Read())
        {
            needs.Backward(id, s);
        }

        int asked = step.Reads.Saved ? Math.Max(s, needs.First(step.Outputs)) : needs.First(step.Outputs);

        if (recomputed[s] && asked >= 0)
        {
            repeats[asked].Insert(0, s);
            Repeats++;
            RepeatedCost += step.Cost;
            RepeatedBytes += step.Outputs.Select((id, i) => needs.IsNeeded(id) ? step.Sizes[i] : 0).Sum() + (step.Reads.Saved ? step.SavedSize : 0);

            foreach (int id in step.Inputs)
            {
                needs.Repeat(id, asked, s);
            }
        }
        else
        {
            KeptBytes += step.Outputs.Select((id, i) => needs.IsNeeded(id) ? step.Sizes[i] : 0).Sum() + (step.Reads.Saved ? step.SavedSize : 0);
        }
    }

    private void ReleaseInForward(Needs needs)
    {
        int[] last = new int[owned.Length];
        bool[] made = new bool[owned.Length];
        Array.Fill(last, -1);

        for (int s = 0; s < Steps.Length; s++)
        {
            foreach (int id in Steps[s].Inputs.Concat(Steps[s].Outputs))
            {
                last[id] = s;
            }

            foreach (int id in Steps[s].Outputs)
            {
                made[id] = recomputed[s];
            }
        }

        for (int id = 0; id < owned.Length; id++)
        {
            if (owned[id] && !results[id] && last[id] >= 0 && (made[id] || !needs.IsNeeded(id)))
            {
                releases[last[id]].Add(id);
            }
        }
    }

    private void ReleaseInBackward(Needs needs)
    {
        for (int id = 0; id < owned.Length; id++)
        {
            if (owned[id] && !results[id] && needs.IsNeeded(id))
            {
                (int at, int repeated) = needs.Last(id);
                (repeated < 0 ? releasesAfterBackward[at] : releasesAfterRepeat[repeated]).Add(id);
            }
        }

        foreach (int s in repeats.SelectMany(list => list))
        {
            releasesAfterRepeat[s].AddRange(Steps[s].Outputs.Where(id => owned[id] && !results[id] && !needs.IsNeeded(id)));
        }
    }

    /// <summary>
    /// When the way back reads each value: at the backward of a step, or just before it, in a step that runs again.
    /// Needs are noted from the last step to the first.
    /// </summary>
    private sealed class Needs
    {
        /// <summary>The first backward on the way back, −1 for none.</summary>
        private readonly int[] first;

        /// <summary>The last one, and the step run again before it that reads the value; −1 where the backward itself does.</summary>
        private readonly (int At, int Repeated)[] last;

        public Needs(int values)
        {
            first = new int[values];
            Array.Fill(first, -1);
            last = new (int, int)[values];
        }

        public bool IsNeeded(int id) => first[id] >= 0;

        public int First(int[] ids) => ids.Length == 0 ? -1 : ids.Max(id => first[id]);

        public (int At, int Repeated) Last(int id) => last[id];

        public void Backward(int id, int at) => Note(id, at, -1);

        public void Repeat(int id, int at, int step) => Note(id, at, step);

        private void Note(int id, int at, int repeated)
        {
            if (first[id] < 0 || at < last[id].At || (at == last[id].At && (repeated < 0 || (last[id].Repeated >= 0 && repeated > last[id].Repeated))))
            {
                last[id] = (at, repeated);
            }

            first[id] = Math.Max(first[id], at);
        }
    }
}
