using System.Text.Json.Nodes;
using NativeNas.Search.Runs;
using NativeNas.Tensors.Safetensors;

namespace NativeNas.Search.Tests.Runs;

/// <summary>A run of some steps that does what a search does with its folder: x ← 2x + 1, a metrics line and a checkpoint a step.</summary>
internal static class ToyRun
{
    public const int Steps = 4;

    /// <param name="saved">Told each step whose checkpoint is complete.</param>
    public static void Run(string path, RunFiles files, Action<int>? saved = null)
    {
        using RunFolder folder = File.Exists(Path.Combine(path, "config.json")) ? RunFolder.Open(path, files) : RunFolder.Create(path, files);
        if (folder.IsFinished)
        {
            return;
        }

        folder.Write(folder.ConfigPath, new JsonObject { ["seed"] = 1 });
        Checkpoint? checkpoint = folder.Checkpoints.Load();
        int step = (int?)checkpoint?.State["step"] ?? 0;
        float x = checkpoint?.Tensors["x"].ToSingles()[0] ?? 0;
        using (MetricsLog log = MetricsLog.Open(folder, (int?)checkpoint?.State["lines"] ?? 0))
        {
            while (step < Steps)
            {
                x = (2 * x) + 1;
                step++;
                log.Append(new MetricsLine(step, 0, "search") { Loss = x });
                log.Flush();
                folder.Checkpoints.Save([SafetensorsTensor.Of("x", [1], [x])], new JsonObject { ["step"] = step, ["lines"] = log.Lines });
                saved?.Invoke(step);
            }
        }

        folder.Finish(new JsonObject { ["x"] = x });
    }

    /// <summary>Asserts that a run ended as one without interruption does.</summary>
    public static void AssertFinished(string path)
    {
        using RunFolder folder = RunFolder.Open(path);
        Assert.True(folder.IsFinished);
        Assert.Equal(15, (int)folder.ReadResult()["x"]!);
        Assert.Equal([1L, 2, 3, 4], MetricsLog.Read(folder.MetricsPath).Select(line => line.Step));
        Assert.Equal([1.0, 3, 7, 15], MetricsLog.Read(folder.MetricsPath).Select(line => line.Loss!.Value));
    }
}
