using System.Text.Json.Nodes;
using NativeNas.Search.Runs;

namespace NativeNas.Search.Tests.Runs;

public sealed class FailingWriteTests
{
    [Fact]
    public void Whichever_write_fails_the_last_good_state_stays_and_the_run_can_go_on()
    {
        int failures = 0;
        bool failed;
        do
        {
            using TemporaryFolder temporary = new();
            string path = temporary["run"];
            FailingDisk disk = new(failures);
            int saved = 0;
            Exception? error = Record.Exception(() => ToyRun.Run(path, new RunFiles(disk), step => saved = step));
            failed = disk.Failed;
            if (failed && error is not null)
            {
                AssertClear(error, path);
                AssertReadable(path, saved);
            }
            else
            {
                Assert.Null(error);
            }

            ToyRun.Run(path, new RunFiles());
            ToyRun.AssertFinished(path);
            failures++;
        }
        while (failed);

        Assert.True(failures > 60, $"Only {failures} calls were made to fail.");
    }

    [Fact]
    public void A_run_that_fails_again_and_again_still_ends_with_the_same_result()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        for (int failing = 0; failing < 40; failing++)
        {
            Exception? error = Record.Exception(() => ToyRun.Run(path, new RunFiles(new FailingDisk(failing))));
            Assert.True(error is null or RunException, error?.ToString());
        }

        ToyRun.Run(path, new RunFiles());
        ToyRun.AssertFinished(path);
    }

    private static void AssertClear(Exception error, string path)
    {
        RunException clear = Assert.IsType<RunException>(error);
        Assert.StartsWith(path, clear.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device. Check free space", clear.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', clear.Message);
    }

    private static void AssertReadable(string path, int saved)
    {
        if (!File.Exists(Path.Combine(path, "config.json")))
        {
            return;
        }

        using RunFolder folder = RunFolder.Open(path);
        Assert.Equal(1, (int)JsonNode.Parse(File.ReadAllText(folder.ConfigPath))!["seed"]!);
        Checkpoint? checkpoint = folder.Checkpoints.Load();
        int step = (int?)checkpoint?.State["step"] ?? 0;
        Assert.InRange(step, saved, saved + 1);
        if (checkpoint is not null)
        {
            Assert.Empty(checkpoint.Warnings);
            Assert.Equal((1 << step) - 1, checkpoint.Tensors["x"].ToSingles()[0]);
        }
    }
}
