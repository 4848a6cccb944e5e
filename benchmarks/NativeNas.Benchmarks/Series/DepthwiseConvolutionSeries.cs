namespace NativeNas.Benchmarks.Series;

public class DepthwiseConvolutionSeries() : WorkloadSeries("depthwise/n64_*");
