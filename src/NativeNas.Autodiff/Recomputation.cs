namespace NativeNas.Autodiff;

/// <summary>
/// Which steps of a pass give up what they made and run again on the way back. Steps are ranked by what running them
/// again costs for a byte; a plan recomputes those of the first ranks, so it follows from shapes alone.
/// </summary>
public sealed class Recomputation
{
    /// <summary>Multiply-adds that a processor does while it moves one element to or from memory: about 160 G/s over 6 G/s.</summary>
    private const double MultiplyAddsAnElement = 27;

    /// <summary>Ranks that are tried in turn before the one in between is looked for.</summary>
    private const int Levels = 24;

    private readonly TapePlan all;
    private readonly int[] producers;
    private readonly bool[] needed;

    /// <summary>Each with the steps that must run for it, in the order of cost for a byte.</summary>
    private readonly List<(double Price, int[] Chain)> ranks;

    /// <param name="all">The plan that recomputes nothing.</param>
    public Recomputation(TapePlan all)
    {
        this.all = all;
        int values = all.Steps.Length == 0 ? 0 : all.Steps[^1].Values;
        producers = new int[values];
        needed = new bool[values];
        Array.Fill(producers, -1);

        for (int s = 0; s < all.Steps.Length; s++)
        {
            foreach (int id in all.Steps[s].Outputs)
            {
                producers[id] = s;
            }

            foreach (int id in all.Steps[s].Read())
            {
                needed[id] = true;
            }
        }

        ranks = [.. Enumerable.Range(0, all.Steps.Length).Where(MayRepeat).Select(Rank).Where(rank => double.IsFinite(rank.Price)).OrderBy(rank => rank.Price)];
    }

    /// <summary>The plan that recomputes least among those that fit; null where none does.</summary>
    public TapePlan? Fit(Func<TapePlan, bool> fits)
    {
        int before = -1;

        foreach (int count in Counts())
        {
            if (fits(First(count)))
            {
                return First(Between(before, count, fits));
            }

            before = count;
        }

        return null;
    }

    /// <summary>Plans from the one that recomputes nothing to the one that recomputes most.</summary>
    public IEnumerable<TapePlan> Coarse() => Counts().Select(First);

    private TapePlan First(int count)
    {
        bool[] recomputed = new bool[all.Steps.Length];

        foreach ((_, int[] chain) in ranks.Take(count))
        {
            foreach (int s in chain)
            {
                recomputed[s] = true;
            }
        }

        return all.With(recomputed);
    }

    private static int Between(int low, int high, Func<int, bool> fits)
    {
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = fits(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private int Between(int low, int high, Func<TapePlan, bool> fits) => low < 0 ? high : Between(low, high, count => fits(First(count)));

    /// <summary>None, all, and the ranks before which the price rises most.</summary>
    private IEnumerable<int> Counts() => Enumerable.Range(1, Math.Max(0, ranks.Count - 1))
        .OrderByDescending(count => ranks[count].Price / ranks[count - 1].Price)
        .Take(Levels)
        .Append(0)
        .Append(ranks.Count)
        .Distinct()
        .Order();

    private bool MayRepeat(int s) => all.Steps[s].Repeats && !all.IsResult(all.Steps[s]);

    /// <summary>A step and the steps before it whose outputs are kept for nobody else.</summary>
    private (double Price, int[] Chain) Rank(int s)
    {
        TapeStep step = all.Steps[s];
        long bytes = step.Outputs.Select((id, i) => needed[id] ? step.Sizes[i] : 0).Sum() + (step.Reads.Saved ? step.SavedSize : 0);

        if (bytes == 0)
        {
            return (double.PositiveInfinity, []);
        }

        SortedSet<int> chain = [s];
        Stack<int> open = new([s]);

        while (open.TryPop(out int next))
        {
            foreach (int id in all.Steps[next].Inputs)
            {
                if (!needed[id] && producers[id] is >= 0 and int producer && MayRepeat(producer) && chain.Add(producer))
                {
                    open.Push(producer);
                }
            }
        }

        return (chain.Sum(Time) / bytes, [.. chain]);
    }

    /// <summary>In elements moved.</summary>
    private double Time(int s)
    {
        Cost cost = all.Steps[s].Cost;
        return (cost.MultiplyAdds / MultiplyAddsAnElement) + cost.Reads + cost.Writes;
    }
}
