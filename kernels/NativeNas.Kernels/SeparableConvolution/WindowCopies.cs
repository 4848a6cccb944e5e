using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>
/// The copies of one image that several windows read: one reaches beyond the image as far as the widest window, and at
/// stride s there is one for each remainder of a left padding by s, since a copy's columns lie apart by remainders.
/// </summary>
internal sealed unsafe class WindowCopies
{
    private readonly Window[] windows;
    private readonly Halo[] halos;
    private readonly int[] starts;
    private readonly (int Copy, int Offset)[] readers;
    private readonly int blocks;

    /// <param name="windows">Of one stride; each makes the same number of rows and columns.</param>
    public WindowCopies(Window[] windows, int rows, int columns, int blocks)
    {
        (this.windows, this.blocks) = (windows, blocks);
        readers = new (int, int)[windows.Length];
        int stride = windows.Length == 0 ? 1 : windows[0].StrideWidth;
        IGrouping<int, int>[] classes = [.. Enumerable.Range(0, windows.Length).GroupBy(i => windows[i].Left % stride)];
        (halos, starts) = (new Halo[classes.Length], new int[classes.Length]);

        for (int copy = 0; copy < classes.Length; copy++)
        {
            int top = classes[copy].Max(i => windows[i].Top), left = classes[copy].Max(i => windows[i].Left);
            (int height, int width) = (0, 0);

            foreach (int i in classes[copy])
            {
                Halo own = PlaneInputs(windows[i], rows, columns);
                height = Math.Max(height, top - windows[i].Top + own.Rows);
                width = Math.Max(width, left - windows[i].Left + own.Columns);
            }

            halos[copy] = new(-top, -left, height, width, stride);
            starts[copy] = Length;
            Length += blocks * halos[copy].BlockPitch;

            foreach (int i in classes[copy])
            {
                readers[i] = (copy, ((top - windows[i].Top) * halos[copy].RowPitch) + ((left - windows[i].Left) / stride * 16));
            }
        }
    }

    /// <summary>Floats of all copies.</summary>
    public int Length { get; }

    /// <summary>How the copy that a window reads is laid out from <see cref="At"/> on.</summary>
    public Halo HaloOf(int window) => halos[readers[window].Copy] with { Top = -windows[window].Top, Left = -windows[window].Left };

    /// <summary>What a window's first output reads first.</summary>
    public float* At(float* copies, int window, int block)
    {
        (int copy, int offset) = readers[window];
        return copies + starts[copy] + ((nint)block * halos[copy].BlockPitch) + offset;
    }

    /// <summary>Copies one block of an image.</summary>
    public void Fill(float* x, int height, int width, NormRelu prologue, int block, float* copies)
    {
        for (int copy = 0; copy < halos.Length; copy++)
        {
            PaddedPlane.Fill(halos[copy], x, height, width, prologue, copies + starts[copy] + ((nint)block * halos[copy].BlockPitch));
        }
    }

    private static Halo PlaneInputs(Window window, int rows, int columns) => DepthwiseConvolution.PlaneFilter.Inputs(window, 0, rows, columns);
}
