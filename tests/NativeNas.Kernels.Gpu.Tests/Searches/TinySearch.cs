using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Data.Shapes;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;

namespace NativeNas.Kernels.Gpu.Tests.Searches;

/// <summary>Ten steps of a DARTS search on generated images, and a training of what it found.</summary>
/// <param name="Losses">Of the supernet, for w and α in turn.</param>
internal sealed record TinySearch(IReadOnlyList<double> Losses, StudyResult Found)
{
    public const int Steps = 10;

    /// <param name="small">4 images of 8×8 a step and cells of one node, for ILGPU's debugger; else 16 of 16×16 and two nodes.</param>
    public static TinySearch On(Device device, bool small)
    {
        int batch = small ? 4 : 16;
        RunSettings settings = new()
        {
            Search = small
                ? new() { Channels = 4, Cells = 3, Nodes = 1, StemMultiplier = 1, Epochs = 1, Batch = batch }
                : new() { Channels = 4, Cells = 3, Nodes = 2, Epochs = 1, Batch = batch },
            Retrain = new() { Channels = 4, Cells = 3, Epochs = 1, Batch = Steps * batch },
            Checkpoint = new() { EverySeconds = 0, EverySteps = 0 },
        };
        DataSet data = ShapesData.Create(new(Train: 2 * Steps * batch, Test: 10, Size: small ? 8 : 16));
        string path = Directory.CreateTempSubdirectory("nativenas-search-").FullName;

        try
        {
            List<double> losses = [];
            using StudyLoader loader = new(data, new(SearchBatch: batch, TrainingBatch: Steps * batch));
            using RunFolder folder = RunFolder.CreateOrOpen(Path.Combine(path, "run"));
            StudyResult found = new Study(settings, loader.Batches, device, folder) { Progress = new Noted(losses) }.Run();
            return new(losses, found);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private sealed class Noted(List<double> losses) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Phase == "search")
            {
                losses.AddRange(value.Report.Loss, value.Report.Validation.Loss);
            }
        }
    }
}
