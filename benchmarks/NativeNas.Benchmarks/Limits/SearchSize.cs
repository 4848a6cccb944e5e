namespace NativeNas.Benchmarks.Limits;

/// <summary>A first-order search, as its command takes it.</summary>
/// <param name="Steps">After which the process is ended.</param>
internal sealed record SearchSize(string Data, int Channels, int Cells, int Batch, int Steps, int Threads)
{
    private const int ImageSize = 32;

    /// <summary>Half of them for the mixture, half for the weights.</summary>
    public int ImagesAStep => 2 * Batch;

    /// <summary>Images that suffice for the steps in two halves; no checkpoint on the way.</summary>
    public IEnumerable<string> Arguments =>
    [
        "search", "--quiet", "--data", Data, "--set", $"data.shapesSize={ImageSize}", "--set", $"data.shapesTrain={ImagesAStep * (Steps + 1)}",
        "--channels", $"{Channels}", "--cells", $"{Cells}", "--batch", $"{Batch}", "--epochs", "1", "--threads", $"{Threads}",
        "--set", "checkpoint.everySeconds=0",
    ];
}
