using NativeNas.Data.Files;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Idx;

/// <summary>
/// A folder of IDX pairs: train-images-… and train-labels-…, the same for test- or t10k-, and perhaps for val-; plain or .gz.
/// Images are [N, H, W] (grey) or [N, H, W, C].
/// </summary>
public static class IdxFolder
{
    /// <exception cref="DataException">A file is missing or cannot be used.</exception>
    public static DataSet Read(string folder)
    {
        string[] files = DataFile.List(folder, folders: false);
        (IdxFile Images, IdxFile Labels) train = Pair(folder, files, "train")
            ?? throw Missing(folder, "train-images-… and train-labels-…");
        (IdxFile Images, IdxFile Labels) test = Pair(folder, files, "test") ?? Pair(folder, files, "t10k")
            ?? throw Missing(folder, "test-images-… and test-labels-… (or t10k-…)");
        (IdxFile Images, IdxFile Labels)? validation = Pair(folder, files, "val");
        string[] classes = MemoryData.Names(CountClasses(train.Labels));

        return new DataSet(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Images(train, classes),
            Images(test, classes),
            validation is { } pair ? Images(pair, classes) : null);
    }

    private static (IdxFile Images, IdxFile Labels)? Pair(string folder, string[] files, string role)
    {
        string? images = Find(files, role + "-images");
        string? labels = Find(files, role + "-labels");

        if (images is null && labels is null)
        {
            return null;
        }

        if (images is null || labels is null)
        {
            throw Missing(folder, $"{role}-{(images is null ? "images" : "labels")}-… beside {Path.GetFileName(images ?? labels)}");
        }

        return (IdxFile.Read(images).OfRank(3, 4), IdxFile.Read(labels).OfRank(1));
    }

    private static string? Find(string[] files, string start) =>
        files.FirstOrDefault(file => Path.GetFileName(file).StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static DataException Missing(string folder, string expected) => new($"{folder}: found no matching files; expected {expected}.");

    /// <summary>Classes run 0 … K − 1; a class other than 0 that no training image has gives a stray label away.</summary>
    private static int CountClasses(IdxFile labels)
    {
        bool[] seen = new bool[257];

        foreach (byte label in labels.Values)
        {
            seen[label] = true;
        }

        int classes = Array.IndexOf(seen, false, 1);
        int stray = Array.FindIndex(labels.Values, label => label >= classes);

        return stray < 0 ? classes : throw OutOfRange(labels, stray, classes);
    }

    private static ImageSet Images((IdxFile Images, IdxFile Labels) pair, string[] classes)
    {
        (IdxFile images, IdxFile labels) = pair;
        int[] shape = images.Shape;
        int channels = shape.Length == 4 ? shape[3] : 1;

        if (labels.Values.Length != shape[0])
        {
            throw new DataException($"{labels.Path}: found {labels.Values.Length} labels; expected {shape[0]}, one for each image of {Path.GetFileName(images.Path)}.");
        }

        int stray = Array.FindIndex(labels.Values, label => label >= classes.Length);

        if (stray >= 0)
        {
            throw OutOfRange(labels, stray, classes.Length);
        }

        byte[] planes = channels == 1 ? images.Values : Planes.FromInterleaved(images.Values, shape[0], shape[1] * shape[2], channels);
        return ImageSet.OfBytes(planes, Array.ConvertAll(labels.Values, label => (int)label), channels, shape[1], shape[2], classes);
    }

    private static DataException OutOfRange(IdxFile labels, int image, int classes) =>
        new($"{labels.Path}: found label {labels.Values[image]} at image {image}; expected 0 to {classes - 1}, as the training labels run without a gap.");
}
