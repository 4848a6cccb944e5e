using NativeNas.Kernels;

namespace NativeNas.Tensors;

/// <summary>Logical extents [N, C, H, W], each at least 1. A vector a sample is [N, C, 1, 1].</summary>
public readonly record struct Shape
{
    public Shape(int n, int c = 1, int h = 1, int w = 1)
    {
        Require.That(n > 0 & c > 0 & h > 0 & w > 0, $"A shape's extents are at least 1; got [{n}, {c}, {h}, {w}].");
        (N, C, H, W) = (n, c, h, w);
    }

    public int N { get; }

    public int C { get; }

    public int H { get; }

    public int W { get; }

    /// <summary>Logical elements.</summary>
    public int Length => checked(N * C * H * W);

    /// <summary>Pixels of one channel of one image.</summary>
    public int Area => H * W;

    /// <summary>Blocks of sixteen channels.</summary>
    public int Blocks => (C + 15) >> 4;

    /// <summary>Floats in the channel-blocked layout.</summary>
    public int BlockedLength => checked(N * Blocks * 16 * H * W);

    public override string ToString() => $"[{N}, {C}, {H}, {W}]";
}
