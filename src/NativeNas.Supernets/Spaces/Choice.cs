using NativeNas.Kernels;

namespace NativeNas.Supernets.Spaces;

/// <summary>One of finitely many options; its answer is <see cref="Value.Option"/> of the option's index.</summary>
public sealed record Choice : Decision
{
    public Choice(string name, IReadOnlyList<string> options)
        : base(name)
    {
        Require.That(options.Count > 0, $"The choice {name} has no options; at least one was expected.");
        Options = options;
    }

    public IReadOnlyList<string> Options { get; }

    public override string? Objection(Value value) =>
        value.Index is int index && index >= 0 && index < Options.Count
            ? null
            : $"an option of 0 … {Options.Count - 1} ({string.Join(", ", Options)})";
}
