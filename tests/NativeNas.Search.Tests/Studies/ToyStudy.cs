using NativeNas.Kernels.Cpu;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;

namespace NativeNas.Search.Tests.Studies;

/// <summary>A real study of four steps of search and four of training, with all that keeps a state between two steps.</summary>
internal static class ToyStudy
{
    public const int Steps = 8;

    public static RunSettings Settings(SearchOrder order) => new()
    {
        Search = new() { Order = order, Channels = 2, Cells = 3, Nodes = 1, StemMultiplier = 1, Epochs = 2, Batch = 8 },
        Retrain = new() { Channels = 2, Cells = 3, Epochs = 2, Batch = 8, DropPath = 0.3, AuxiliaryWeight = 0.4, AverageDecay = 0.9 },
        Checkpoint = new() { EverySeconds = 0, EverySteps = 3 },
    };

    /// <summary>Begins or goes on.</summary>
    /// <param name="stopAfter">Steps of this call after which it is asked to stop.</param>
    public static StudyResult Run(string path, RunSettings settings, int stopAfter = int.MaxValue, RunFiles? files = null)
    {
        using CpuDevice device = new(1);
        using RunFolder folder = RunFolder.CreateOrOpen(path, files);
        folder.Write(folder.ConfigPath, SettingsText.Write(settings));
        using CancellationTokenSource stop = new();
        return new Study(settings, NoiseBatches.Study, device, folder) { Progress = new StopAfter(stopAfter, stop) }.Run(stop.Token);
    }

    private sealed class StopAfter(int steps, CancellationTokenSource stop) : IProgress<StudyProgress>
    {
        private int seen;

        public void Report(StudyProgress value)
        {
            if (++seen == steps)
            {
                stop.Cancel();
            }
        }
    }
}
