using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Geometry;

/// <summary>
/// Which outputs of an axis read an input: output o through tap i where o·stride + i·dilation − before is its position.
/// Such taps lie <see cref="TapStep"/> apart, their outputs <see cref="OutputStep"/>.
/// </summary>
public readonly struct TapReaders
{
    private readonly int stride, dilation, before;

    public TapReaders(int stride, int dilation, int before)
    {
        (this.stride, this.dilation, this.before) = (stride, dilation, before);
        int common = stride, rest = dilation;

        while (rest != 0)
        {
            (common, rest) = (rest, common % rest);
        }

        (TapStep, OutputStep) = (stride / common, dilation / common);
    }

    public int TapStep { get; }

    public int OutputStep { get; }

    /// <summary>The first tap through which an input at a position may be read; where no tap fits, one beyond every kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int position, out int output)
    {
        int at = position + before, tap = 0;
        output = at;

        if (stride > 1)
        {
            while ((tap < TapStep) & ((at - (tap * dilation)) % stride != 0))
            {
                tap++;
            }

            output = (at - (tap * dilation)) / stride;
        }

        return tap < TapStep ? tap : int.MaxValue / 2;
    }
}
