namespace NativeNas.Benchmarks.Series;

public class PointwiseConvolutionSeries() : WorkloadSeries("pointwise/n64_*", "pointwise/n32_c24to144_h56");
