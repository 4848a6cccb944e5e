namespace NativeNas.Benchmarks.Series;

public class SqueezeExciteSeries() : WorkloadSeries("squeeze_excite/n32_c240_*");
