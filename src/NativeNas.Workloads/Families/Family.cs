namespace NativeNas.Workloads.Families;

/// <summary>Workloads of one kernel in several shapes.</summary>
/// <param name="Name">What stands before the slash.</param>
/// <param name="Words">The words of its shapes in their order, parted by blanks.</param>
/// <param name="About">What it computes.</param>
public abstract record Family(string Name, string Words, string About)
{
    /// <summary>Shapes that the peer times as well, under the same names.</summary>
    public string[] Peer { get; init; } = [];

    /// <summary>Shapes that fill a GPU, timed there by the peer as well.</summary>
    public string[] Gpu { get; init; } = [];

    /// <summary>Shapes that we alone time.</summary>
    public string[] Own { get; init; } = [];

    /// <summary>Whether fused ops stand behind it, so that a run without them is a row of its own.</summary>
    public bool Fuses { get; init; }

    /// <summary>Whether outputs have channels of their own: c24to144.</summary>
    public bool Widens { get; init; }

    private string Example => $"{Name}/{Peer.Concat(Own).First()}";

    public IReadOnlyList<string> KnownWords => Words.Split(' ');

    /// <exception cref="WorkloadException">A word is none of this family's, or no shape of it can be made.</exception>
    public Workload At(string shape)
    {
        ShapeWords words = ShapeWords.Parse(shape);

        foreach (string unknown in words.Beyond(KnownWords))
        {
            throw new WorkloadException($"The shape '{shape}' of {Name} has a word '{unknown}'; its words are {Words}, such as {Example}.");
        }

        return Widens || words.C == words.Outputs
            ? Create($"{Name}/{shape}", words)
            : throw new WorkloadException($"The shape '{shape}' of {Name} goes from {words.C} to {words.Outputs} channels; it keeps them, such as {Example}.");
    }

    protected abstract Workload Create(string name, ShapeWords shape);
}
