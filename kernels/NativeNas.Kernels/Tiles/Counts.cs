namespace NativeNas.Kernels.Tiles;

// Numbers of rows, taps or columns as types: a compiler drops the registers that a smaller tile has not.
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
