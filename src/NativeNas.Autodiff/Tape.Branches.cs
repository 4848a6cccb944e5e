using NativeNas.Autodiff.Branching;
using NativeNas.Kernels;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

public sealed partial class Tape
{
    private readonly BranchUse branches = Checked(branches);

    /// <summary>Kinked ops so far that took their branches from <see cref="BranchUse.Follows"/>.</summary>
    private int followed;

    private static BranchUse Checked(BranchUse use)
    {
        Require.That(use.Records is not { Count: > 0 }, $"A pass records branches into empty ones; these hold {use.Records?.Count}.");
        return use;
    }

    /// <summary>The tensor that the recorded branches have taken over.</summary>
    private Tensor? Record(Op op, in ForwardPass pass)
    {
        if (branches.Records is { } records && op is IBranching { Held: not null } branching)
        {
            Tensor branch = branching.Branch(pass);
            records.Add(op, branch);
            return branch;
        }

        return null;
    }

    private void RequireAllFollowed() => Require.That(
        branches.Follows is not { } follows || follows.Count == followed,
        $"The pass followed {followed} branches of {branches.Follows?.Count} recorded: they are those of other code.");
}
