using System.Globalization;
using NativeNas.Benchmarks.Worth;

namespace NativeNas.Benchmarks.Tests;

public sealed class WorthTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void Runs_that_differ_by_their_number_are_one_group()
    {
        foreach ((string name, double accuracy) in (ReadOnlySpan<(string, double)>)[("first-1", 0.5), ("first-2", 0.7), ("all-skip", 0.25)])
        {
            string run = folder.CreateSubdirectory(name).FullName;
            string result = string.Create(CultureInfo.InvariantCulture, $$"""{"accuracy":{{accuracy}},"parameters":1000,"seconds":60}""");
            File.WriteAllText(Path.Combine(run, "result.json"), result);
        }

        string table = Path.Combine(folder.FullName, "table.md");
        string[] runs = [.. folder.GetDirectories().Select(run => run.FullName).Order()];
        Assert.Equal(0, WorthCommand.Create().Parse([.. runs, "--out", table]).Invoke());
        Assert.Equal(
            """
            | networks | runs | test accuracy | each | parameters | seconds |
            |---|--:|--:|---|--:|--:|
            | all-skip | 1 | 25.00 % | 25.00 | 1,000 | 60 |
            | first | 2 | 60.00 ± 14.14 % | 50.00, 70.00 | 1,000 | 60 |

            """,
            File.ReadAllText(table));
    }

    [Fact]
    public void A_run_that_has_not_ended_is_named()
    {
        string run = folder.CreateSubdirectory("first-1").FullName;
        Assert.Contains($"nativenas resume {run}", Assert.Throws<BenchmarkException>(() => FinishedRun.Read(run)).Message, StringComparison.Ordinal);
        Assert.Equal(1, WorthCommand.Create().Parse([run]).Invoke());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
