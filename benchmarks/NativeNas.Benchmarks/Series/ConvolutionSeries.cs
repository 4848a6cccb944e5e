namespace NativeNas.Benchmarks.Series;

public class ConvolutionSeries() : WorkloadSeries("conv/n64_*");
