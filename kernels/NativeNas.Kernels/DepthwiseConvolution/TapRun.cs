namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Taps of one row that read neighbours: the source row, the first tap's column in floats, and its weights.</summary>
internal unsafe struct TapRun
{
    public float* Row;
    public nint Column;
    public float* W;
}
