namespace NativeNas.Supernets.Genotypes;

/// <summary>The published names of the operations.</summary>
public static class CellOperations
{
    private static readonly string[] Names =
    [
        "none", "max_pool_3x3", "avg_pool_3x3", "skip_connect",
        "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5",
    ];

    /// <summary>Every operation in α order.</summary>
    public static IReadOnlyList<CellOperation> All { get; } = Enum.GetValues<CellOperation>();

    /// <summary>What a genotype can hold: every operation but <see cref="CellOperation.None"/>.</summary>
    public static IReadOnlyList<CellOperation> Chosen { get; } = [.. All.Where(o => o != CellOperation.None)];

    extension(CellOperation operation)
    {
        /// <summary>The name in the authors' code, such as <c>sep_conv_3x3</c>.</summary>
        public string Name => Names[(int)operation];
    }

    /// <summary>The operation of a published name, or null.</summary>
    public static CellOperation? Find(string name) =>
        Array.IndexOf(Names, name) is int index and >= 0 ? (CellOperation)index : null;
}
