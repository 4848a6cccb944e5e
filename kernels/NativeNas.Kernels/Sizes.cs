namespace NativeNas.Kernels;

/// <summary>A loop's length. The fixed ones are types, so that compilers unroll; <see cref="AnySize"/> is a field.</summary>
public interface ISize
{
    int Value { get; }
}

public readonly struct S3 : ISize
{
    public int Value => 3;
}

public readonly struct S5 : ISize
{
    public int Value => 5;
}

public readonly struct S7 : ISize
{
    public int Value => 7;
}

public readonly struct AnySize(int value) : ISize
{
    public int Value => value;
}
