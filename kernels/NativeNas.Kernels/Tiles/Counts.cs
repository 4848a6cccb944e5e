using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>What runs for a number of rows that a type names.</summary>
internal interface ICounted
{
    void Run<TCount>()
        where TCount : struct, ISize;
}

/// <summary>The one place that turns a tile's size into a type, so that the compiler drops the accumulators that a smaller tile has not.</summary>
internal static class Counts
{
    public const int Most = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TBody>(int count, in TBody body)
        where TBody : struct, ICounted
    {
        switch (count)
        {
            case 1:
                body.Run<N1>();
                break;
            case 2:
                body.Run<N2>();
                break;
            case 3:
                body.Run<N3>();
                break;
            case 4:
                body.Run<N4>();
                break;
            case 5:
                body.Run<N5>();
                break;
            case 6:
                body.Run<N6>();
                break;
            case 7:
                body.Run<N7>();
                break;
            case 8:
                body.Run<N8>();
                break;
            case 9:
                body.Run<N9>();
                break;
            case 10:
                body.Run<N10>();
                break;
            case 11:
                body.Run<N11>();
                break;
            case 12:
                body.Run<N12>();
                break;
            case 13:
                body.Run<N13>();
                break;
            case 14:
                body.Run<N14>();
                break;
            case 15:
                body.Run<N15>();
                break;
            default:
                body.Run<N16>();
                break;
        }
    }
}

internal readonly struct N0 : ISize
{
    public int Value => 0;
}

internal readonly struct N1 : ISize
{
    public int Value => 1;
}

internal readonly struct N2 : ISize
{
    public int Value => 2;
}

internal readonly struct N3 : ISize
{
    public int Value => 3;
}

internal readonly struct N4 : ISize
{
    public int Value => 4;
}

internal readonly struct N5 : ISize
{
    public int Value => 5;
}

internal readonly struct N6 : ISize
{
    public int Value => 6;
}

internal readonly struct N7 : ISize
{
    public int Value => 7;
}

internal readonly struct N8 : ISize
{
    public int Value => 8;
}

internal readonly struct N9 : ISize
{
    public int Value => 9;
}

internal readonly struct N10 : ISize
{
    public int Value => 10;
}

internal readonly struct N11 : ISize
{
    public int Value => 11;
}

internal readonly struct N12 : ISize
{
    public int Value => 12;
}

internal readonly struct N13 : ISize
{
    public int Value => 13;
}

internal readonly struct N14 : ISize
{
    public int Value => 14;
}

internal readonly struct N15 : ISize
{
    public int Value => 15;
}

internal readonly struct N16 : ISize
{
    public int Value => 16;
}
