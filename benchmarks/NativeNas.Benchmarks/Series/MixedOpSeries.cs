namespace NativeNas.Benchmarks.Series;

public class MixedOpSeries() : WorkloadSeries("mixed_op/*");
