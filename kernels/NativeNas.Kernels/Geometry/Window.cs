namespace NativeNas.Kernels.Geometry;

/// <summary>A sliding window: extents, strides, dilations and four paddings, height and width apart.</summary>
public readonly record struct Window(
    int KernelHeight,
    int KernelWidth,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int DilationHeight = 1,
    int DilationWidth = 1,
    int Top = 0,
    int Left = 0,
    int Bottom = 0,
    int Right = 0,
    bool Ceiling = false)
{
    /// <summary>A number, for kernels carry windows and their fields are blittable.</summary>
    private readonly int ceiling = Ceiling ? 1 : 0;

    /// <summary>Whether a last window that reaches beyond the padding counts.</summary>
    public bool Ceiling
    {
        get => ceiling != 0;
        init => ceiling = value ? 1 : 0;
    }

    public int Taps => KernelHeight * KernelWidth;

    /// <summary>A square window whose padding keeps the size at stride 1: dilation·(kernel − 1) / 2 on each side.</summary>
    public static Window Same(int kernel, int stride = 1, int dilation = 1)
    {
        int padding = dilation * (kernel - 1) / 2;
        return Padded(kernel, stride, dilation, padding);
    }

    /// <summary>A square window with the same padding on every side.</summary>
    public static Window Padded(int kernel, int stride, int dilation, int padding) =>
        new(kernel, kernel, stride, stride, dilation, dilation, padding, padding, padding, padding);

    /// <summary>Rows that a kernel spans.</summary>
    public int SpanHeight => (DilationHeight * (KernelHeight - 1)) + 1;

    /// <summary>Columns that a kernel spans.</summary>
    public int SpanWidth => (DilationWidth * (KernelWidth - 1)) + 1;

    public int OutHeight(int height) => Out(height, Top, Bottom, SpanHeight, StrideHeight);

    public int OutWidth(int width) => Out(width, Left, Right, SpanWidth, StrideWidth);

    /// <exception cref="ArgumentException">A field is out of range.</exception>
    public void Check()
    {
        Require.That(KernelHeight > 0 & KernelWidth > 0, $"A window's kernel is at least 1×1; got {KernelHeight}×{KernelWidth}.");
        Require.That(StrideHeight > 0 & StrideWidth > 0, $"A window's stride is at least 1; got {StrideHeight}×{StrideWidth}.");
        Require.That(DilationHeight > 0 & DilationWidth > 0, $"A window's dilation is at least 1; got {DilationHeight}×{DilationWidth}.");
        Require.That(Top >= 0 & Left >= 0 & Bottom >= 0 & Right >= 0, $"A window's paddings are not negative; got {Top}, {Left}, {Bottom}, {Right}.");
    }

    private int Out(int size, int before, int after, int span, int stride)
    {
        int room = size + before + after - span;
        Require.That(room >= 0, $"A window that spans {span} does not fit into {size} + {before} + {after} padded positions.");
        int steps = Ceiling ? (room + stride - 1) / stride : room / stride;

        // Rounded up, a window that would start in the padding behind the image is left out.
        return Ceiling && steps * stride >= size + before ? steps : steps + 1;
    }
}
