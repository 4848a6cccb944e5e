namespace NativeNas.Benchmarks;

/// <summary>A benchmark cannot run; the message is one line for the person who started it.</summary>
public sealed class BenchmarkException(string message) : Exception(message);
