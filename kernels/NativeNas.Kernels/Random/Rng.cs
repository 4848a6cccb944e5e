namespace NativeNas.Kernels.Random;

/// <summary>
/// A stream of random numbers addressed, not consumed: draw i of a stream is a pure function of
/// (seed, dotted path, i), so the order, the thread and an interruption change nothing.
/// </summary>
public readonly record struct Rng
{
    private readonly ulong key;
    private readonly ulong stream;

    /// <summary>The root stream of a seed.</summary>
    public Rng(ulong seed)
        : this(seed, 0)
    {
    }

    private Rng(ulong key, ulong stream)
    {
        this.key = key;
        this.stream = stream;
    }

    /// <summary>The child stream of a name; <c>At("a").At("b")</c> and <c>At("b").At("a")</c> differ.</summary>
    public Rng At(string name)
    {
        ulong hash = 0xCBF29CE484222325ul;

        foreach (char c in name)
        {
            hash = (hash ^ c) * 0x100000001B3ul;
        }

        return Child(hash, 1);
    }

    /// <summary>The child stream of a number: a step, an epoch, an image.</summary>
    public Rng At(long number) => Child((ulong)number, 2);

    /// <summary>32 random bits.</summary>
    public uint Bits(long index) => Word(index);

    /// <summary>A number of [0, 1) with 24 random bits.</summary>
    public float Uniform(long index) => (Word(index) >> 8) * (1f / (1 << 24));

    /// <summary>An integer of [0, bound), each equally likely to within bound / 2⁶⁴.</summary>
    public int Below(int bound, long index)
    {
        Require.That(bound > 0, $"A draw below {bound} is impossible; the bound must be positive.");
        (uint a, uint b, _, _) = Philox.Draw(key, (ulong)index, stream ^ 0x5851F42D4C957F2Dul);
        return (int)(((UInt128)(((ulong)a << 32) | b) * (ulong)bound) >> 64);
    }

    /// <summary>A standard normal number, by the inverse of its distribution function.</summary>
    public float Normal(long index)
    {
        (uint a, uint b, _, _) = Philox.Draw(key, (ulong)index, stream ^ 0x14057B7EF767814Ful);
        double p = ((((ulong)a << 32) | b) >> 12) * (1.0 / (1ul << 52)) + (0.5 / (1ul << 52));
        return (float)NormalQuantile.Of(p);
    }

    /// <summary>A random order of 0 … count − 1 (Fisher–Yates).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];

        for (int i = count - 1; i > 0; i--)
        {
            int j = Below(i + 1, i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private uint Word(long index)
    {
        (uint a, uint b, uint c, uint d) = Philox.Draw(key, (ulong)index >> 2, stream);
        return (index & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    private Rng Child(ulong name, ulong kind)
    {
        (uint a, uint b, uint c, uint d) = Philox.Draw(key ^ 0xD1B54A32D192ED03ul, name, stream + kind);
        return new(((ulong)a << 32) | b, ((ulong)c << 32) | d);
    }
}
