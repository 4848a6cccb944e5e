using System.Text.Json;
using System.Text.Json.Nodes;
using NativeNas.Data;
using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Search.Runs;

namespace NativeNas.Cli.Runs;

/// <summary>data.json: what a run's images looked like, and the normalization that its network needs.</summary>
internal static class DataNote
{
    public const string FileName = "data.json";

    /// <summary>Writes the note of a new run; on resumption compares with the one that is there.</summary>
    /// <exception cref="RunException">The images are not those that the run began with.</exception>
    public static void Keep(RunFolder folder, DataSet data, Normalization normalization)
    {
        JsonObject now = Of(data, normalization);

        if (!File.Exists(PathIn(folder)))
        {
            folder.Write(PathIn(folder), now);
        }
        else if (!JsonNode.DeepEquals(JsonNode.Parse(now.ToJsonString()), Read(folder)))
        {
            throw new RunException($"{folder.Path}: the images changed since the run began (see {FileName} there); bring the old ones back or start a new run.");
        }
    }

    /// <summary>The normalization that a run's network was trained with.</summary>
    /// <exception cref="DataException">The data differ in size or classes from the run's.</exception>
    public static Normalization NormalizationFor(RunFolder folder, DataSet data)
    {
        JsonObject note = Read(folder);

        try
        {
            (int classes, int channels, int height, int width) =
                (note["classes"]!.AsArray().Count, (int)note["channels"]!, (int)note["height"]!, (int)note["width"]!);
            ImageSet test = data.Test;

            if ((test.Classes.Count, test.Channels, test.Height, test.Width) != (classes, channels, height, width))
            {
                throw new DataException(
                    $"{data.Name}: found {test.Classes.Count} classes of {test.Channels}×{test.Height}×{test.Width} images; the run in {folder.Path} expects {classes} of {channels}×{height}×{width}.");
            }

            string[] names = [.. note["classes"]!.AsArray().Select(name => (string)name!)];

            if (names.Zip(test.Classes).FirstOrDefault(pair => pair.First != pair.Second) is { First: not null } pair)
            {
                throw new DataException(
                    $"{data.Name}: found the class '{pair.Second}' where the run in {folder.Path} expects '{pair.First}'; its classes are {string.Join(", ", names)}.");
            }

            return new(Numbers(note["mean"]!), Numbers(note["std"]!));
        }
        catch (Exception broken) when (broken is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new RunException($"{PathIn(folder)}: lacks a part (classes, channels, height, width, mean, std); restore it or train again.", broken);
        }
    }

    private static JsonObject Of(DataSet data, Normalization normalization) => new()
    {
        ["name"] = data.Name,
        ["classes"] = new JsonArray([.. data.Classes.Select(name => JsonValue.Create(name))]),
        ["channels"] = data.Train.Channels,
        ["height"] = data.Train.Height,
        ["width"] = data.Train.Width,
        ["trainImages"] = data.Train.Count,
        ["validationImages"] = data.Validation?.Count ?? 0,
        ["testImages"] = data.Test.Count,
        ["mean"] = new JsonArray([.. normalization.Mean.Select(number => JsonValue.Create(number))]),
        ["std"] = new JsonArray([.. normalization.Std.Select(number => JsonValue.Create(number))]),
    };

    private static float[] Numbers(JsonNode json) => [.. json.AsArray().Select(number => (float)number!)];

    private static JsonObject Read(RunFolder folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(PathIn(folder))) as JsonObject ?? throw new JsonException("no JSON object");
        }
        catch (Exception broken) when (broken is JsonException or FileNotFoundException)
        {
            throw new RunException($"{PathIn(folder)}: not readable: {broken.Message}", broken);
        }
    }

    private static string PathIn(RunFolder folder) => Path.Combine(folder.Path, FileName);
}
