namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>A row of sources, and the weights of the row of taps that reads it.</summary>
internal unsafe struct TapRow
{
    public float* X;
    public float* W;
}

/// <summary>Neighbouring taps of a row, in floats: the column that the first target of a phase reads by the first of them, and its weights.</summary>
internal readonly record struct ColumnRun(nint Column, nint Weight);
