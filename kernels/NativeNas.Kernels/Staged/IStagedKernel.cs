namespace NativeNas.Kernels.Staged;

/// <summary>
/// A group of threads that share a block of memory, cut at its barriers, so that a device without threads of that kind
/// can run them in turn: in every stage all threads load, wait, step and wait; after the last each stores.
/// </summary>
/// <typeparam name="TState">What a thread carries from stage to stage; zeros at first.</typeparam>
public interface IStagedKernel<TState>
    where TState : unmanaged
{
    /// <summary>Threads of a group: a multiple of 32, at most 256.</summary>
    static abstract int Threads { get; }

    /// <summary>Floats that the group shares: a multiple of 4, at most 12,288 (48 KB).</summary>
    static abstract int Shared { get; }

    int Stages { get; }

    /// <summary>The part of a stage that writes what other threads read.</summary>
    void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref TState state)
        where TShared : struct, IShared;

    /// <summary>The part of a stage that reads what all threads have written.</summary>
    void Step<TShared>(int thread, int stage, TShared shared, ref TState state)
        where TShared : struct, IShared;

    void Store(int thread, int column, int row, int plane, in TState state);
}

/// <summary>The memory that a group shares.</summary>
public interface IShared
{
    ref float this[int index] { get; }

    /// <summary>The four floats from index on, a multiple of 4.</summary>
    ref Float4 Four(int index);

    /// <summary>The place-th item of memory that holds such items alone.</summary>
    ref T At<T>(int place)
        where T : unmanaged;

    /// <summary>The float at index + offset; a constant offset is part of a GPU's instruction.</summary>
    ref float At(int index, int offset);

    /// <summary>The four floats from 4 · (four + offset) on; a constant offset is part of a GPU's instruction.</summary>
    ref Float4 Four(int four, int offset);
}

/// <summary>Four floats that lie together, read and written at once.</summary>
public struct Float4
{
    public float X, Y, Z, W;
}
