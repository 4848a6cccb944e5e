using NativeNas.Search.Runs;

namespace NativeNas.Search.Tests.Runs;

public sealed class MetricsLogTests
{
    [Fact]
    public void A_line_comes_back_with_every_value()
    {
        using TemporaryFolder temporary = new();
        using RunFolder folder = RunFolder.Create(temporary["run"]);
        MetricsLine written = new(12, 3, "search")
        {
            Loss = double.NaN,
            Accuracy = 0.125,
            LearningRate = 0.025,
            AlphaEntropy = 2.0794415416798357,
            ImagesPerSecond = 812.5,
            MemoryBytes = 1L << 33,
            Alphas = new Dictionary<string, float[][]> { ["normal"] = [[0.25f, 0.75f], [1, 0]] },
        };
        using MetricsLog log = MetricsLog.Open(folder);
        log.Append(written);
        MetricsLine read = Assert.Single(MetricsLog.Read(folder.MetricsPath));
        Assert.Equal(written with { Alphas = null }, read with { Alphas = null });
        Assert.Equal(written.Alphas["normal"], read.Alphas!["normal"]);
    }

    [Fact]
    public void What_was_not_measured_is_not_written()
    {
        using TemporaryFolder temporary = new();
        using RunFolder folder = RunFolder.Create(temporary["run"]);
        using (MetricsLog log = MetricsLog.Open(folder))
        {
            log.Append(new MetricsLine(1, 0, "retrain") { Loss = 2 });
        }

        Assert.Equal("{\"step\":1,\"epoch\":0,\"phase\":\"retrain\",\"loss\":2}\n", File.ReadAllText(folder.MetricsPath));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_resumed_log_goes_on_behind_the_lines_that_the_checkpoint_counts(int keep)
    {
        using TemporaryFolder temporary = new();
        using RunFolder folder = RunFolder.Create(temporary["run"]);
        using (MetricsLog log = MetricsLog.Open(folder))
        {
            log.Append(new MetricsLine(1, 0, "a"));
            log.Append(new MetricsLine(2, 0, "a"));
            log.Append(new MetricsLine(3, 0, "a"));
            Assert.Equal(3, log.Lines);
        }

        File.AppendAllText(folder.MetricsPath, "{\"step\":4,\"ep");
        Assert.Equal([1L, 2, 3], MetricsLog.Read(folder.MetricsPath).Select(line => line.Step));
        using (MetricsLog log = MetricsLog.Open(folder, keep))
        {
            Assert.Equal(Math.Min(keep, 3), log.Lines);
            log.Append(new MetricsLine(100, 0, "b"));
        }

        long[] expected = [.. new long[] { 1, 2, 3 }.Take(keep), 100];
        Assert.Equal(expected, MetricsLog.Read(folder.MetricsPath).Select(line => line.Step));
        Assert.Equal(expected.Length, File.ReadAllLines(folder.MetricsPath).Length);
    }

    [Fact]
    public void Reading_passes_over_lines_that_are_none_and_an_absent_file()
    {
        using TemporaryFolder temporary = new();
        Assert.Empty(MetricsLog.Read(temporary["absent"]));
        File.WriteAllText(temporary["m"], "{\"step\":1,\"epoch\":0,\"phase\":\"a\"}\n\nnonsense\n{}\n{\"step\":2,\"epoch\":0,\"phase\":\"a\"}\n");
        Assert.Equal([1L, 2], MetricsLog.Read(temporary["m"]).Select(line => line.Step));
    }
}
