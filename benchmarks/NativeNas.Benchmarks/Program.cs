using System.CommandLine;
using NativeNas.Benchmarks.Paired;
using NativeNas.Benchmarks.Series;
using NativeNas.Benchmarks.Worth;

RootCommand root = new("Times NativeNas on the workloads it is measured by.")
{
    PairedCommand.Create(args, TimeProvider.System),
    KernelsCommand.Create(),
    WorthCommand.Create(),
};

return root.Parse(args).Invoke();
