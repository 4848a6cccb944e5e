using System.Text.Json;
using System.Text.Json.Nodes;

namespace NativeNas.Benchmarks.Worth;

/// <summary>What a run folder says about its end.</summary>
/// <param name="Accuracy">On the test split, of [0, 1].</param>
/// <param name="Seconds">All phases, over all resumptions.</param>
internal sealed record FinishedRun(string Name, double Accuracy, long Parameters, double Seconds)
{
    /// <exception cref="BenchmarkException">The folder holds no readable result.json.</exception>
    public static FinishedRun Read(string folder)
    {
        string path = Path.Combine(folder, "result.json");

        try
        {
            JsonNode result = JsonNode.Parse(File.ReadAllText(path))!;
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
            return new(name, (double)result["accuracy"]!, (long)result["parameters"]!, (double)result["seconds"]!);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new BenchmarkException($"{folder}: no result of a finished run could be read from result.json; finish it with: nativenas resume {folder}");
        }
    }
}
