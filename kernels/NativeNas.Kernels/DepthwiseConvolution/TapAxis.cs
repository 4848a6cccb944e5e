using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// Which positions of the source a target sums along one axis. Forward, the output t sums the inputs t·s + j·d − p over
/// the taps j; backward, the input t sums the outputs (t + p − j·d) / s, where that divides. With g = gcd(s, d), every
/// s/g-th tap of a target reads what the next target's neighbouring tap reads, if targets are taken by phases: a
/// window that slides.
/// </summary>
internal readonly record struct TapAxis(int Kernel, int Stride, int Dilation, int Padding, bool Backward)
{
    private readonly int common = Divisor(Stride, Dilation);

    public static TapAxis Rows(Window window, bool backward) => new(window.KernelHeight, window.StrideHeight, window.DilationHeight, window.Top, backward);

    public static TapAxis Columns(Window window, bool backward) => new(window.KernelWidth, window.StrideWidth, window.DilationWidth, window.Left, backward);

    /// <summary>Classes of taps: j, j + s/g, j + 2·s/g, …</summary>
    public int Classes => Stride / common;

    /// <summary>Targets from one of a phase to the next; so many phases there are.</summary>
    public int Phases => Backward ? Stride / common * Dilation : Dilation / common;

    /// <summary>Source positions from one target of a phase to the next, and from one tap of a class to the next.</summary>
    public int Pitch => Backward ? Dilation / common : Stride / common * Dilation;

    /// <summary>Taps of the class that begins with a tap.</summary>
    public int Count(int tap) => (Kernel - tap + Classes - 1) / Classes;

    /// <summary>The n-th tap of a class in the order of source positions.</summary>
    public int Tap(int first, int n) => first + (Classes * (Backward ? Count(first) - 1 - n : n));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Reads(int target, int tap, out int source)
    {
        source = Backward ? target + Padding - (tap * Dilation) : (target * Stride) + (tap * Dilation) - Padding;

        if (Backward & Stride > 1)
        {
            (source, int rest) = Math.DivRem(source, Stride);
            return rest == 0;
        }

        return true;
    }

    /// <summary>The last source of a forward target.</summary>
    public int Last(int target) => (target * Stride) + ((Kernel - 1) * Dilation) - Padding;

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}
