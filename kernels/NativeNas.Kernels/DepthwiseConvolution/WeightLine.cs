namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>How the weight gradient of one group of taps walks its planes, in floats.</summary>
/// <param name="Column">The column of x that the first tap reads for the first output; outside the row it counts as zero.</param>
/// <param name="Pitch">From an x to the next.</param>
/// <param name="Bound">Of a row of x.</param>
/// <param name="XRow">From the row of x that an output row begins with to the next output row's.</param>
/// <param name="TapRow">From the row of x that a tap reads to the next tap's below.</param>
/// <param name="Step">From an output to the next.</param>
/// <param name="DyRow">From a row of outputs to the next.</param>
/// <param name="TotalStep">From a tap's sum to the next one's in its row.</param>
/// <param name="TotalRow">From a row of sums to the next.</param>
internal readonly record struct WeightLine(nint Column, nint Pitch, nint Bound, nint XRow, nint TapRow, nint Step, nint DyRow, nint TotalStep, nint TotalRow);
