using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>A rectangle of an image in planes, copied plane after plane with zeros where it reaches beyond the image.</summary>
internal readonly record struct PlaneHalo(int Top, int Left, int Rows, int Columns)
{
    public PlaneHalo(in Halo blocked)
        : this(blocked.Top, blocked.Left, blocked.Rows, blocked.Columns)
    {
    }

    /// <summary>Floats of a row: room for whole vectors that start at any column.</summary>
    public int RowPitch => (Columns + 63) & ~15;

    public int PlanePitch => Rows * RowPitch;

    /// <summary>From planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Fill(in Surface source, int image, float* to)
    {
        (int from, int last) = Inside(source.Width);

        for (int channel = 0; channel < source.Channels; channel++)
        {
            for (int row = 0; row < Rows; row++, to += RowPitch)
            {
                new Span<float>(to, RowPitch).Clear();

                if ((uint)(Top + row) < (uint)source.Height)
                {
                    float* read = source.At(image, 0, Top + row, Left + from) + ((nint)channel * source.Height * source.Width);
                    new Span<float>(read, last - from).CopyTo(new(to + from, last - from));
                }
            }
        }
    }

    /// <summary>From blocks, whose channels come apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Unblock(in Surface source, int image, float* to)
    {
        (int from, int last) = Inside(source.Width);

        for (int block = 0; block < source.Blocks; block++)
        {
            for (int row = 0; row < Rows; row++)
            {
                float* target = to + ((nint)block * 16 * PlanePitch) + ((nint)row * RowPitch);
                bool inside = (uint)(Top + row) < (uint)source.Height;

                for (int channel = 0; channel < 16; channel++)
                {
                    new Span<float>(target + ((nint)channel * PlanePitch), RowPitch).Clear();
                }

                for (int column = from; inside && column < last; column += 16)
                {
                    Transposition.Run(
                        Math.Min(16, last - column), 16, source.At(image, block, Top + row, Left + column), source.PixelPitch, target + column, PlanePitch);
                }
            }
        }
    }

    /// <summary>Columns of the rectangle that lie in the image.</summary>
    private (int From, int To) Inside(int width)
    {
        int from = Math.Clamp(-Left, 0, Columns);
        return (from, Math.Clamp(width - Left, from, Columns));
    }
}
