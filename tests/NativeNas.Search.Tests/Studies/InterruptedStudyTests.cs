using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;
using NativeNas.Search.Tests.Runs;

namespace NativeNas.Search.Tests.Studies;

public sealed class InterruptedStudyTests
{
    /// <summary>Of the calls by which a study changes the disk, every so many are made to fail.</summary>
    private const int Stride = 5;

    [Theory, InlineData(SearchOrder.First), InlineData(SearchOrder.Second)]
    public void A_study_stopped_after_any_step_ends_with_the_same_bits(SearchOrder order)
    {
        using TemporaryFolder temporary = new();
        RunSettings settings = ToyStudy.Settings(order);
        StudyResult whole = ToyStudy.Run(temporary["whole"], settings);
        int stopped = 0;

        for (int step = 1; step <= ToyStudy.Steps; step++)
        {
            string path = temporary[$"{step}"];
            stopped += Record.Exception(() => ToyStudy.Run(path, settings, step)) is OperationCanceledException ? 1 : 0;
            Assert.Equal(whole.RunHash, ToyStudy.Run(path, settings).RunHash);
            Assert.Equal(Lines(temporary["whole"]), Lines(path));
        }

        Assert.InRange(stopped, ToyStudy.Steps - 1, ToyStudy.Steps);
    }

    [Fact]
    public void A_study_stopped_after_each_step_ends_with_the_same_bits()
    {
        using TemporaryFolder temporary = new();
        RunSettings settings = ToyStudy.Settings(SearchOrder.Second);
        StudyResult whole = ToyStudy.Run(temporary["whole"], settings);
        int calls = 1;

        while (Record.Exception(() => ToyStudy.Run(temporary["run"], settings, 1)) is OperationCanceledException)
        {
            calls++;
        }

        Assert.InRange(calls, ToyStudy.Steps - 1, ToyStudy.Steps + 1);
        Assert.Equal(whole.RunHash, ToyStudy.Run(temporary["run"], settings).RunHash);
    }

    [Fact]
    public void Whichever_write_fails_the_study_goes_on_to_the_same_bits()
    {
        using TemporaryFolder temporary = new();
        RunSettings settings = ToyStudy.Settings(SearchOrder.First);
        FailingDisk sound = new(int.MaxValue);
        string whole = ToyStudy.Run(temporary["whole"], settings, files: new(sound)).RunHash;
        int failed = 0;

        for (int failing = 0; failing < sound.Calls; failing += Stride)
        {
            string path = temporary[$"{failing}"];
            FailingDisk disk = new(failing);
            Exception? error = Record.Exception(() => ToyStudy.Run(path, settings, files: new(disk)));
            Assert.True(error is null or RunException, error?.ToString());
            Assert.True(disk.Failed, $"Call {failing} did not come.");
            failed += error is null ? 0 : 1;
            Assert.Equal(whole, ToyStudy.Run(path, settings).RunHash);
        }

        Assert.True(failed > 20, $"Only {failed} of the studies failed.");
    }

    /// <summary>What a log says of each step.</summary>
    private static IEnumerable<(string Phase, long Step, double? Loss)> Lines(string run) =>
        MetricsLog.Read(Path.Combine(run, "metrics.jsonl")).Select(line => (line.Phase, line.Step, line.Loss));
}
