namespace NativeNas.Benchmarks.Series;

public class MixConvolutionSeries() : WorkloadSeries("mixconv/n1_*");
