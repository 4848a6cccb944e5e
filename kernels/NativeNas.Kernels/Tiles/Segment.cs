namespace NativeNas.Kernels.Tiles;

/// <summary>Count terms of an output's sum: floats from x + X, each with the sixteen weights from w + W + 16·i.</summary>
internal readonly record struct Segment(int X, int W, int Count);
