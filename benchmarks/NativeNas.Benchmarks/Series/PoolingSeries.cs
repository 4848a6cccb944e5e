namespace NativeNas.Benchmarks.Series;

public class PoolingSeries() : WorkloadSeries("*_pool*/*");
