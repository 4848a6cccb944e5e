namespace NativeNas.Kernels;

/// <summary>Computes exactly the outputs that lie at one coordinate, so that no two invocations write the same cell.</summary>
public interface IKernel
{
    /// <param name="lane">First channel within the block: 0 for a vector, 0 … 15 for scalars.</param>
    void Invoke(int lane, int column, int row, int plane);
}

/// <summary>
/// A sum in a fixed order: every group is gathered in pieces (a number that the shape decides), combined in order of
/// the pieces, and stored.
/// </summary>
public interface IReduction<TState> : ICombination<TState>
    where TState : unmanaged
{
    TState Gather(int lane, int group, int piece);
}

/// <summary>A reduction for devices of many threads: those of a group gather a piece together.</summary>
public interface ISharedReduction<TState> : ICombination<TState>
    where TState : unmanaged
{
    /// <summary>The part of thread slot: every slots-th element of the piece; there may be none.</summary>
    TState Gather(int lane, int group, int piece, int slot, int slots);
}

/// <summary>How parts of a reduction become one, and where the total goes.</summary>
public interface ICombination<TState>
    where TState : unmanaged
{
    TState Combine(TState a, TState b);

    void Store(int lane, int group, TState total);
}
