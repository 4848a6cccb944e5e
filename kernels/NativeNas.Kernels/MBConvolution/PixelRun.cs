namespace NativeNas.Kernels.MBConvolution;

/// <summary>Neighbouring pixels of one image, rows one after the other.</summary>
internal readonly record struct PixelRun(int Image, int First, int Pixels);
