using System.Collections;
using System.Runtime.CompilerServices;

namespace NativeNas.Autodiff;

/// <summary>An immutable list of whole numbers, equal by content: a setting of an op.</summary>
[CollectionBuilder(typeof(Integers), nameof(Of))]
public readonly struct Integers : IEquatable<Integers>, IReadOnlyList<int>
{
    private readonly int[]? items;

    private Integers(int[] items) => this.items = items;

    public int Count => items?.Length ?? 0;

    public int this[int index] => items![index];

    public static Integers Of(params ReadOnlySpan<int> items) => new(items.ToArray());

    public static bool operator ==(Integers a, Integers b) => a.Equals(b);

    public static bool operator !=(Integers a, Integers b) => !a.Equals(b);

    public bool Equals(Integers other) => items.AsSpan().SequenceEqual(other.items);

    public override bool Equals(object? obj) => obj is Integers other && Equals(other);

    public override int GetHashCode() => this.Aggregate(17, (hash, item) => unchecked((hash * 31) + item));

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", this)}]";
}
