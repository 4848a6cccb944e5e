using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NativeNas.Benchmarks.Series;

/// <summary><c>kernels …</c>: our own series; everything behind it goes to BenchmarkDotNet.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        Command command = new("kernels", "Our own series, by BenchmarkDotNet, whose options these are: --filter '*Depthwise*', --list flat, --join …")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            IConfig config = DefaultConfig.Instance
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(64));
            BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run([.. parsed.UnmatchedTokens], config);
        });
        return command;
    }
}
