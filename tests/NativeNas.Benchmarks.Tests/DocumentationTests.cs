using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using NativeNas.Kernels.Cpu;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Tests;

/// <summary>What the texts show a reader works as it stands there.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_command_that_the_page_shows_is_one_that_the_program_takes()
    {
        RootCommand root = Commands.Root(TimeProvider.System);
        string page = Read("benchmarks/README.md");
        MatchCollection shown = Command().Matches(page + Read("benchmarks/peer/README.md"));
        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(line.Groups[1].Value)]).Errors));
        Assert.All(root.Subcommands, command => Assert.Contains($"| `{command.Name}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_lines_of_the_workloads_page_time_a_kernel()
    {
        using CpuDevice device = new(threads: 2);
        Workload workload = Catalog.Chosen(["depthwise/n8_c32_h28_k5_s1"])[0];
        KernelFigures row = KernelTimer.Time(device, workload, Mode.ForwardBackward, TimingSettings.Default);
        Assert.True(row.Fraction > 0);
        string[] compiled = Read("tests/NativeNas.Benchmarks.Tests/DocumentationTests.cs").Split('\n');
        string[] shown = [.. Read("src/NativeNas.Workloads/README.md").Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal))];
        Assert.Equal(3, shown.Length);
        Assert.All(shown, line => Assert.Contains(line, compiled.Select(other => other.Length > 4 ? other[4..] : other)));
    }

    private static string Read(string file)
    {
        DirectoryInfo? place = new(AppContext.BaseDirectory);

        while (place is not null && !File.Exists(Path.Combine(place.FullName, "NativeNas.sln")))
        {
            place = place.Parent;
        }

        return File.ReadAllText(Path.Combine(place!.FullName, file));
    }

    [GeneratedRegex(@"^dotnet run -c Release (?:-p:Gpu=true )?--project benchmarks/NativeNas\.Benchmarks -- ([^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
