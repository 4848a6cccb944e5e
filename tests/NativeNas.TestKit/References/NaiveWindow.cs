using NativeNas.Kernels.Geometry;

namespace NativeNas.TestKit.References;

/// <summary>Windows along a side, counted one after the other.</summary>
internal static class NaiveWindow
{
    public static int Rows(Window w, int height) => Count(height, w.Top, w.Bottom, w.KernelHeight, w.StrideHeight, w.DilationHeight, w.Ceiling);

    public static int Columns(Window w, int width) => Count(width, w.Left, w.Right, w.KernelWidth, w.StrideWidth, w.DilationWidth, w.Ceiling);

    /// <summary>Rounded down, every window lies inside the padded side; rounded up, the last reaches the end, but goes where it starts in the trailing padding.</summary>
    private static int Count(int size, int before, int after, int kernel, int stride, int dilation, bool ceiling)
    {
        List<int> starts = [];
        int padded = before + size + after, start = 0, reached = 0;

        while (ceiling ? reached < padded : start + (dilation * (kernel - 1)) < padded)
        {
            starts.Add(start);
            reached = start + (dilation * (kernel - 1)) + 1;
            start += stride;
        }

        return ceiling && starts[^1] >= before + size ? starts.Count - 1 : starts.Count;
    }
}
