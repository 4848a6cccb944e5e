namespace NativeNas.Benchmarks.Series;

public class ElementwiseSeries() : WorkloadSeries("swish/*", "relu/*", "hard_swish/*", "sigmoid/*");
