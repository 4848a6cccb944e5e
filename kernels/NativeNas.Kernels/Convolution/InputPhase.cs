using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Staged.Products;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// The inputs at rows ≡ r and columns ≡ c modulo the strides. Along an axis the taps i with r + padding − i·dilation ≡ 0
/// reach them, every s / gcd(s, dilation)-th, and meet neighbouring outputs.
/// </summary>
internal readonly struct InputPhase
{
    public InputPhase(in ConvolutionGeometry g, int row, int column)
    {
        Window window = g.Window;
        PhaseAxis down = new(row, window.KernelHeight, window.StrideHeight, window.DilationHeight, window.Top);
        PhaseAxis across = new(column, window.KernelWidth, window.StrideWidth, window.DilationWidth, window.Left);
        Pixels = new(g.Images, down.Count(g.Height), across.Count(g.Width));
        Taps = down.Taps * across.Taps;
        Divisor taps = Divisor.Of(Math.Max(1, across.Taps));
        Packed = new(window.Taps, taps, down.TapStep * window.KernelWidth, across.TapStep, (down.FirstTap * window.KernelWidth) + across.FirstTap);
        Outputs = Pixels.Walk(taps, down.Outputs(g.OutHeight), across.Outputs(g.OutWidth));
        Inputs = Pixels.Walk(Divisor.Of(1), down.Inputs(g.Height), across.Inputs(g.Width));
    }

    public PixelGrid Pixels { get; }

    /// <summary>Taps that reach the phase.</summary>
    public int Taps { get; }

    public PackedTaps Packed { get; }

    /// <summary>From the phase's pixels and taps to the outputs that they meet.</summary>
    public TapPixel Outputs { get; }

    /// <summary>From the phase's pixels to all.</summary>
    public TapPixel Inputs { get; }
}

/// <summary>One axis of a phase.</summary>
internal readonly struct PhaseAxis
{
    private readonly int phase, stride, step, offset;

    public PhaseAxis(int phase, int kernel, int stride, int dilation, int padding)
    {
        (this.phase, this.stride) = (phase, stride);
        TapStep = 1;

        while (TapStep * dilation % stride != 0)
        {
            TapStep++;
        }

        while (FirstTap < TapStep && (phase + padding - (FirstTap * dilation)) % stride != 0)
        {
            FirstTap++;
        }

        Taps = FirstTap < TapStep ? Math.Max(0, (kernel - FirstTap + TapStep - 1) / TapStep) : 0;
        offset = (phase + padding - (FirstTap * dilation)) / stride;
        step = -TapStep * dilation / stride;
    }

    public int FirstTap { get; }

    public int TapStep { get; }

    public int Taps { get; }

    /// <summary>Pixels of the phase.</summary>
    public int Count(int length) => (length - phase + stride - 1) / stride;

    public TapAxis Outputs(int length) => new(1, step, offset, length);

    public TapAxis Inputs(int length) => new(stride, 0, phase, length);
}
