using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>
/// A rectangle of an image, blocks one after the other, copied with zeros where it reaches beyond the image, so that
/// inner loops need no guards. Every stride-th column lies together: outputs' inputs are neighbours at any stride.
/// </summary>
internal readonly record struct Halo(int Top, int Left, int Rows, int Columns, int Stride = 1)
{
    /// <summary>Columns of one phase.</summary>
    public int PhaseWidth => (Columns + Stride - 1) / Stride;

    public int RowPitch => PhaseWidth * Stride * 16;

    public int BlockPitch => Rows * RowPitch;

    /// <summary>Floats from the start of a row to one of its columns.</summary>
    public int Column(int column) => ((column % Stride * PhaseWidth) + (column / Stride)) * 16;

    public unsafe void Fill(in Surface source, int image, int firstBlock, int blocks, float* to)
    {
        for (int block = 0; block < blocks; block++)
        {
            for (int row = 0; row < Rows; row++)
            {
                float* target = to + ((nint)block * BlockPitch) + ((nint)row * RowPitch);
                int y = Top + row;

                if ((uint)y >= (uint)source.Height)
                {
                    new Span<float>(target, RowPitch).Clear();
                }
                else if (source.Planes)
                {
                    FillFromPlanes(source, image, y, target);
                }
                else
                {
                    FillRow(source.At(image, firstBlock + block, y, 0), source.Width, source.PixelPitch, target);
                }
            }
        }
    }

    private unsafe void FillRow(float* row, int width, int pitch, float* target)
    {
        int from = Math.Clamp(-Left, 0, Columns), to = Math.Clamp(width - Left, from, Columns);

        if (Stride == 1 && pitch == 16)
        {
            new Span<float>(target, from * 16).Clear();
            new Span<float>(row + ((Left + from) * 16), (to - from) * 16).CopyTo(new(target + (from * 16), (to - from) * 16));
            new Span<float>(target + (to * 16), (Columns - to) * 16).Clear();
            return;
        }

        for (int phase = 0; phase < Stride; phase++)
        {
            float* at = target + (phase * PhaseWidth * 16);
            int first = Index(from, phase), last = Index(to, phase);
            float* read = row + ((nint)(Left + phase + (first * Stride)) * pitch);
            new Span<float>(at, first * 16).Clear();

            for (int i = first; i < last; i++, read += Stride * pitch)
            {
                Vector512.Load(read).Store(at + (i * 16));
            }

            new Span<float>(at + (last * 16), (PhaseWidth - last) * 16).Clear();
        }
    }

    /// <summary>Columns of a phase before a column.</summary>
    private int Index(int column, int phase) => Math.Max(0, (column - phase + Stride - 1) / Stride);

    private unsafe void FillFromPlanes(in Surface source, int image, int y, float* target)
    {
        int from = Math.Clamp(-Left, 0, Columns), to = Math.Clamp(source.Width - Left, from, Columns);
        new Span<float>(target, RowPitch).Clear();

        for (int channel = 0; channel < source.Channels; channel++)
        {
            float* row = source.At(image, 0, y, Left) + ((nint)channel * source.Height * source.Width);

            for (int phase = 0; phase < Stride; phase++)
            {
                float* at = target + (phase * PhaseWidth * 16) + channel;

                for (int i = Index(from, phase), last = Index(to, phase); i < last; i++)
                {
                    at[i * 16] = row[phase + (i * Stride)];
                }
            }
        }
    }
}
