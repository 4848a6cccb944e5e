namespace NativeNas.Kernels.Tiles;

/// <summary>Count terms of an output's sum: x from X on, each with the sixteen weights from W on, in the steps of an <see cref="IOperand"/>.</summary>
internal readonly record struct Segment(int X, int W, int Count);
