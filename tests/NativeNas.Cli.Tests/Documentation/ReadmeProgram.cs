using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Kernels.Cpu;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;
using NativeNas.Supernets.Drawings;

namespace NativeNas.Cli.Tests.Documentation;

/// <summary>The program of the README, word by word.</summary>
internal static class ReadmeProgram
{
    public static StudyResult Run(float[] pixels, int[] labels, float[] testPixels, int[] testLabels, string path, CancellationToken cancellation)
    {
        DataSet data = MemoryData.Create((pixels, labels), (testPixels, testLabels), channels: 1, height: 8, width: 8, classes: 2);
        RunSettings settings = SettingsText.Read("{}", "defaults", "search.channels=2", "search.epochs=1", "retrain.channels=4", "retrain.epochs=3");
        using CpuDevice device = new();
        using StudyLoader loader = new(data, new(Seed: 1, SearchBatch: 16, TrainingBatch: 16));
        using RunFolder folder = RunFolder.CreateOrOpen(path);
        folder.Write(folder.ConfigPath, SettingsText.Write(settings));
        Progress<StudyProgress> progress = new(p => Console.WriteLine($"{p.Phase} {p.Step}/{p.Steps}: loss {p.Report.Loss:F3}"));
        StudyResult found = new Study(settings, loader.Batches, device, folder) { Progress = progress }.Run(cancellation);
        Console.WriteLine(TextDrawing.Of(found.Genotype));
        Console.WriteLine($"{found.Test.Top1:P1} of {found.Test.Images} test images with {found.Parameters} parameters");
        return found;
    }
}
