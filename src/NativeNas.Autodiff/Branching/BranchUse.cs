namespace NativeNas.Autodiff.Branching;

/// <summary>What a pass does with branches: it records them, follows them, or, by default, neither.</summary>
public readonly record struct BranchUse
{
    private BranchUse(Branches? records, Branches? follows) => (Records, Follows) = (records, follows);

    public Branches? Records { get; }

    public Branches? Follows { get; }

    /// <param name="branches">Empty ones, to be filled by the pass.</param>
    public static BranchUse Record(Branches branches) => new(branches, null);

    public static BranchUse Follow(Branches branches) => new(null, branches);
}
