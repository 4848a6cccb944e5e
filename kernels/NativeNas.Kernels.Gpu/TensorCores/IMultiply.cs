namespace NativeNas.Kernels.Gpu.TensorCores;

/// <summary>
/// A warp's multiplications of one stage: operands go into named registers in its precision, then every m16n8 of sums
/// has its products added. On OpenCL the compiler would drop them without a word; the host never sends them there.
/// </summary>
internal interface IMultiply
{
    /// <summary>Sixteen rows: of each of four terms the upper and the lower row.</summary>
    static abstract void Rows0(float a, float b, float c, float d, float e, float f, float g, float h);

    /// <summary>The sixteen rows below.</summary>
    static abstract void Rows1(float a, float b, float c, float d, float e, float f, float g, float h);

    /// <summary>Eight columns at four terms.</summary>
    static abstract void Columns0(float a, float b, float c, float d);

    static abstract void Columns1(float a, float b, float c, float d);

    static abstract void Columns2(float a, float b, float c, float d);

    static abstract void Columns3(float a, float b, float c, float d);

    /// <summary>All rows by the columns of that number.</summary>
    static abstract void Multiply0();

    static abstract void Multiply1();

    static abstract void Multiply2();

    static abstract void Multiply3();
}
