namespace NativeNas.Kernels.Tiles;

/// <summary>The outer product for a number of input channels that is known at run time.</summary>
internal static unsafe class OuterProducts
{
    public static void Run(int channels, in PixelPair pixels, float* x, float* dy, float* total, bool fresh)
    {
        switch (channels)
        {
            case 1:
                OuterProduct.Run<N1>(pixels, x, dy, total, fresh);
                break;
            case 2:
                OuterProduct.Run<N2>(pixels, x, dy, total, fresh);
                break;
            case 3:
                OuterProduct.Run<N3>(pixels, x, dy, total, fresh);
                break;
            case 4:
                OuterProduct.Run<N4>(pixels, x, dy, total, fresh);
                break;
            case 5:
                OuterProduct.Run<N5>(pixels, x, dy, total, fresh);
                break;
            case 6:
                OuterProduct.Run<N6>(pixels, x, dy, total, fresh);
                break;
            case 7:
                OuterProduct.Run<N7>(pixels, x, dy, total, fresh);
                break;
            case 8:
                OuterProduct.Run<N8>(pixels, x, dy, total, fresh);
                break;
            case 9:
                OuterProduct.Run<N9>(pixels, x, dy, total, fresh);
                break;
            case 10:
                OuterProduct.Run<N10>(pixels, x, dy, total, fresh);
                break;
            case 11:
                OuterProduct.Run<N11>(pixels, x, dy, total, fresh);
                break;
            case 12:
                OuterProduct.Run<N12>(pixels, x, dy, total, fresh);
                break;
            case 13:
                OuterProduct.Run<N13>(pixels, x, dy, total, fresh);
                break;
            case 14:
                OuterProduct.Run<N14>(pixels, x, dy, total, fresh);
                break;
            case 15:
                OuterProduct.Run<N15>(pixels, x, dy, total, fresh);
                break;
            default:
                OuterProduct.Run<N16>(pixels, x, dy, total, fresh);
                break;
        }
    }
}
