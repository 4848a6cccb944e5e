namespace NativeNas.Kernels.Gpu;

/// <summary>Kernels that are still to be compiled, each once, in the order of their first use.</summary>
internal sealed class KernelList
{
    private readonly HashSet<Type> known = [];
    private readonly List<Action> compilations = [];

    /// <param name="entry">Which kernel, in which of its entries.</param>
    public void Add(Type entry, Action compile)
    {
        if (known.Add(entry))
        {
            compilations.Add(compile);
        }
    }

    /// <param name="progress">Told how many of how many are done.</param>
    public void Compile(Action<int, int>? progress, CancellationToken stop)
    {
        for (int done = 0; done < compilations.Count; done++)
        {
            stop.ThrowIfCancellationRequested();
            compilations[done]();
            progress?.Invoke(done + 1, compilations.Count);
        }
    }
}
