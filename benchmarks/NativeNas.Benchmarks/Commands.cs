using System.CommandLine;
using NativeNas.Benchmarks.Ceilings;
using NativeNas.Benchmarks.Comparison;
using NativeNas.Benchmarks.Limits;
using NativeNas.Benchmarks.Memory;
using NativeNas.Benchmarks.Paired;
using NativeNas.Benchmarks.Scaling;
using NativeNas.Benchmarks.Series;
using NativeNas.Benchmarks.Supernets;
using NativeNas.Benchmarks.Worth;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks;

/// <summary>All that this program does.</summary>
internal static class Commands
{
    public static RootCommand Root(TimeProvider time)
    {
        Option<bool> serve = new("--serve") { Description = "Be a peer: run each line NAME MODE once and answer {\"ms\": …, \"rss_mb\": …, \"device_mb\": …}; threads stand in NT" };
        Option<string> device = Hardware.Option();
        Option<MatrixPrecision> precision = Hardware.PrecisionOption();
        Option<Fusions> fusion = new("--fusion") { DefaultValueFactory = _ => Fusions.On, Description = "Whether this peer applies fused ops" };
        fusion.AcceptOnlyFromAmong("on", "off");
        RootCommand root = new("Times NativeNas on the workloads it is measured by.")
        {
            PairedCommand.Create(time),
            MemoryCommand.Create(time),
            LimitsCommand.Create(time),
            RooflineCommand.Create(time),
            ScalingCommand.Create(time),
            SupernetCommand.Create(time),
            CompareCommand.Create(),
            KernelsCommand.Create(),
            WorthCommand.Create(),
            serve,
            device,
            precision,
            fusion,
        };
        root.SetAction(parsed => parsed.GetValue(serve) ? Door.Enter(() => Server.Serve(Console.In, Console.Out, Served(parsed.GetValue(device)!, parsed.GetValue(precision)), parsed.GetValue(fusion))) : root.Parse("--help").Invoke());
        return root;
    }

    private static Hardware Served(string device, MatrixPrecision precision) => new(device, Server.ThreadsGiven) { Precision = precision };
}
