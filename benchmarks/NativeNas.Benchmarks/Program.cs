using NativeNas.Benchmarks;

return Commands.Root(TimeProvider.System).Parse(args).Invoke();
