namespace NativeNas.Kernels.Roofline;

/// <summary>What a processor can do at most (Williams, Waterman and Patterson 2009).</summary>
/// <param name="Gigaflops">10⁹ additions and multiplications a second, both halves of a fused multiply-add counted.</param>
/// <param name="Gigabytes">10⁹ bytes a second to and from memory.</param>
public readonly record struct Ceilings(double Gigaflops, double Gigabytes)
{
    /// <summary>Operations a byte above which arithmetic is the limit.</summary>
    public double Ridge => Gigaflops / Gigabytes;

    /// <summary>Gigaflops at most, at so many operations a byte.</summary>
    public double At(double intensity) => Math.Min(Gigaflops, Gigabytes * intensity);

    /// <summary>The least time of so much work: the higher of its two limits.</summary>
    public double Milliseconds(double flops, double bytes) => Math.Max(flops / Gigaflops, bytes / Gigabytes) / 1e6;
}
