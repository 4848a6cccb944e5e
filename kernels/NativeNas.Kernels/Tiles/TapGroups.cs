namespace NativeNas.Kernels.Tiles;

/// <summary>A filter's gradient over a rectangle, its taps cut evenly into groups of at most nine.</summary>
internal static unsafe class TapGroups
{
    private const int Widest = 9;

    public static void Run(int count, in PixelPair pixels, float* x, Segment* taps, float* dy, float* total)
    {
        int groups = (count + Widest - 1) / Widest;

        for (int i = 0, from = 0; i < groups; i++)
        {
            int to = count * (i + 1) / groups;
            Group(to - from, pixels, x, taps + from, dy, total + (16 * from));
            from = to;
        }
    }

    private static void Group(int count, in PixelPair pixels, float* x, Segment* taps, float* dy, float* total)
    {
        switch (count)
        {
            case 1:
                TapProducts.Run<N1>(pixels, x, taps, dy, total);
                break;
            case 2:
                TapProducts.Run<N2>(pixels, x, taps, dy, total);
                break;
            case 3:
                TapProducts.Run<N3>(pixels, x, taps, dy, total);
                break;
            case 4:
                TapProducts.Run<N4>(pixels, x, taps, dy, total);
                break;
            case 5:
                TapProducts.Run<N5>(pixels, x, taps, dy, total);
                break;
            case 6:
                TapProducts.Run<N6>(pixels, x, taps, dy, total);
                break;
            case 7:
                TapProducts.Run<N7>(pixels, x, taps, dy, total);
                break;
            case 8:
                TapProducts.Run<N8>(pixels, x, taps, dy, total);
                break;
            default:
                TapProducts.Run<N9>(pixels, x, taps, dy, total);
                break;
        }
    }
}
