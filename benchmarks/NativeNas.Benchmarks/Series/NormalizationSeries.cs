namespace NativeNas.Benchmarks.Series;

public class NormalizationSeries() : WorkloadSeries("batchnorm_*/*");
