namespace NativeNas.Data.Npy;

/// <summary>The element types read and written, by the names of the format.</summary>
internal sealed record NpyType(string Name, Type Element, int Bytes)
{
    private static readonly NpyType[] All =
    [
        new("<f4", typeof(float), 4),
        new("<f8", typeof(double), 8),
        new("<i4", typeof(int), 4),
        new("<i8", typeof(long), 8),
        new("|u1", typeof(byte), 1),
    ];

    public static string Names => string.Join(", ", All.Select(static type => type.Name));

    public static NpyType? Of(Array values) => Array.Find(All, type => type.Element == values.GetType().GetElementType() && values.Rank == 1);

    public static NpyType? Named(string name) => Array.Find(All, type => type.Name == name);
}
