using System.Globalization;
using System.Runtime.InteropServices;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Csv;

/// <summary>
/// A CSV of numbers with the class in the last column, plain or .gz. s² numbers are a grey image s × s, 3 s² are three planes.
/// The test images are a second file, or a part drawn by the seed.
/// </summary>
public static class CsvImages
{
    private static readonly (string Train, string Test)[] Pairs = [(".tra", ".tes"), ("train", "test")];

    /// <param name="path">A file or TRAIN,TEST. Beside a file with .tra or train in its name, the same name with .tes or test is taken as its test file.</param>
    /// <exception cref="DataException">A file is missing or cannot be used.</exception>
    public static DataSet Read(string path, double testFraction, ulong seed)
    {
        (string trainPath, string? testPath) = Paths(path);
        CsvTable train = CsvTable.Read(trainPath);
        string[] classes = Classes(train);
        string name = Path.GetFileName(trainPath).Split('.')[0];
        ImageSet images = Images(train, classes);

        return testPath is null
            ? Parts.Create(name, trainPath, images, testFraction, seed)
            : new(name, images, Images(CsvTable.Read(testPath), classes));
    }

    private static (string Train, string? Test) Paths(string path)
    {
        int comma = path.LastIndexOf(',');

        if (comma > 0 && !File.Exists(path))
        {
            return (path[..comma], path[(comma + 1)..]);
        }

        string file = Path.GetFileName(path);

        foreach ((string train, string test) in Pairs)
        {
            int at = file.IndexOf(train, StringComparison.Ordinal);
            string pair = at < 0 ? path : Path.Join(Path.GetDirectoryName(path), file[..at] + test + file[(at + train.Length)..]);

            if (at >= 0 && File.Exists(pair))
            {
                return (path, pair);
            }
        }

        return (path, null);
    }

    /// <summary>Numbers in order of value before names in ordinal order.</summary>
    private static string[] Classes(CsvTable table) =>
        [.. table.Labels.Distinct().OrderBy(Number).ThenBy(static label => label, StringComparer.Ordinal)];

    private static int Number(string label) =>
        int.TryParse(label, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;

    private static ImageSet Images(CsvTable table, string[] classes)
    {
        (int channels, int side) = Shape(table);
        int[] labels = new int[table.Labels.Count];

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Array.IndexOf(classes, table.Labels[i]);

            if (labels[i] < 0)
            {
                throw new DataException(
                    $"{table.Path}: found label '{table.Labels[i]}' in row {i + 1}; expected one of the {classes.Length} training classes.");
            }
        }

        return ImageSet.OfFloats(CollectionsMarshal.AsSpan(table.Values).ToArray(), labels, channels, side, side, classes);
    }

    private static (int Channels, int Side) Shape(CsvTable table)
    {
        foreach (int channels in (int[])[1, 3])
        {
            int side = (int)Math.Round(Math.Sqrt(table.Columns / (double)channels));

            if (side * side * channels == table.Columns)
            {
                return (channels, side);
            }
        }

        throw new DataException($"{table.Path}: found {table.Columns} numbers a row; expected s² (grey) or 3·s² (colour).");
    }
}
