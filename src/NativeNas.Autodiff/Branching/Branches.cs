using NativeNas.Kernels;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Branching;

/// <summary>
/// The branches that one pass took, in the order of its ops. Passes of the same code that follow them are smooth in
/// their weights. They lie in the memory of the recording pass, which outlives its tape.
/// </summary>
public sealed class Branches : IDisposable
{
    private readonly List<(Op Op, Tensor Branch)> taken = [];

    public int Count => taken.Count;

    public void Dispose()
    {
        foreach ((_, Tensor branch) in taken)
        {
            branch.Data.Buffer.Dispose();
        }

        taken.Clear();
    }

    /// <summary>Takes the tensor over from the tape.</summary>
    internal void Add(Op op, Tensor branch) => taken.Add((op, branch));

    internal Tensor At(int index, Op op)
    {
        Require.That(index < Count, $"The pass comes to its kinked op {index}, {op}, but {Count} were recorded: the branches are those of other code.");
        Require.That(taken[index].Op == op, $"Branch {index} was recorded at {taken[index].Op}, but the pass comes to {op}: the branches are those of other code.");
        return taken[index].Branch;
    }
}
