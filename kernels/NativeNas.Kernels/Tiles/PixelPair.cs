namespace NativeNas.Kernels.Tiles;

/// <summary>Two rectangles of pixels that are walked together: pitches in floats from pixel to pixel and row to row.</summary>
internal readonly record struct PixelPair(int Rows, int Columns, int XPitch, int XRow, int DyPitch, int DyRow);
