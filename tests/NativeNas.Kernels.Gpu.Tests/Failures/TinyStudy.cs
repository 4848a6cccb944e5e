using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

/// <summary>Two steps of search and four of training on generated images, with a checkpoint after each.</summary>
internal static class TinyStudy
{
    public static StudyResult Run(string path, Device device, Action<StudyProgress> afterStep, params string[] overrides)
    {
        RunSettings settings = SettingsText.Read("{}", "test",
        [
            "search.channels=2", "search.cells=3", "search.nodes=1", "search.epochs=1", "search.batch=8",
            "retrain.channels=2", "retrain.cells=3", "retrain.epochs=1", "checkpoint.everySteps=1", .. overrides.Select(one => (SettingOverride)one),
        ]);
        DataSet data = MemoryData.Create(Images(32), Images(20), channels: 1, height: 8, width: 8, classes: 2);
        using StudyLoader loader = new(data, new(Seed: 1, SearchBatch: 8, TrainingBatch: 8));
        using RunFolder folder = RunFolder.CreateOrOpen(path);
        folder.Write(folder.ConfigPath, SettingsText.Write(settings));
        return new Study(settings, loader.Batches, device, folder) { Progress = new Each(afterStep) }.Run();
    }

    private static (float[] Pixels, int[] Labels) Images(int count) =>
        ([.. Enumerable.Range(0, count * 64).Select(p => (p * 37 % 101 / 101f) + (p % 8 / 4 == p / 64 % 2 ? 1 : 0))], [.. Enumerable.Range(0, count).Select(i => i % 2)]);

    private sealed class Each(Action<StudyProgress> step) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => step(value);
    }
}
