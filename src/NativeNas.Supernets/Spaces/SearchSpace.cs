using NativeNas.Kernels;
using NativeNas.Kernels.Random;

namespace NativeNas.Supernets.Spaces;

/// <summary>What may be decided, as a decision process: earlier answers determine the next question.</summary>
public abstract class SearchSpace
{
    /// <summary>The name under which genotypes of this space are stored.</summary>
    public abstract string Name { get; }

    /// <summary>The decision that follows the prefix, or null when the prefix is a complete point. The prefix is valid.</summary>
    public abstract Decision? Next(ReadOnlySpan<Value> prefix);

    /// <summary>Answers every decision uniformly; answer i is draw i of the stream.</summary>
    public Value[] Sample(Rng rng)
    {
        List<Value> point = [];

        while (Next([.. point]) is Decision decision)
        {
            point.Add(decision switch
            {
                Choice choice => Value.Option(rng.Below(choice.Options.Count, point.Count)),
                Real real => Value.Number(real.Low + (real.High - real.Low) * rng.Uniform(point.Count)),
                _ => throw new NotSupportedException($"{decision.Name}: no rule to sample a {decision.GetType().Name}."),
            });
        }

        return [.. point];
    }

    /// <exception cref="ArgumentException">An answer is not allowed, missing or one too many.</exception>
    public void Validate(ReadOnlySpan<Value> point)
    {
        for (int i = 0; i < point.Length; i++)
        {
            Decision? decision = Next(point[..i]);
            Require.That(decision is not null, $"A point of the space {Name} ends after {i} answers; got {point.Length}.");
            string? expected = decision.Objection(point[i]);
            Require.That(expected is null, $"{decision.Name} is {point[i]}; expected {expected}.");
        }

        Decision? missing = Next(point);
        Require.That(missing is null, $"The point has {point.Length} answers; the answer to {missing?.Name} is missing.");
    }
}
