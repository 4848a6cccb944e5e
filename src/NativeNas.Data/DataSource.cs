using NativeNas.Data.Cifar;
using NativeNas.Data.Csv;
using NativeNas.Data.Folders;
using NativeNas.Data.Idx;
using NativeNas.Data.Sets;
using NativeNas.Data.Shapes;

namespace NativeNas.Data;

/// <summary>A data set by its name, as the command line takes it.</summary>
public static class DataSource
{
    /// <summary>The forms that <see cref="Parse"/> reads.</summary>
    public const string Forms = "shapes, idx:DIR, cifar10:PATH, cifar100:PATH, images:DIR, csv:FILE or csv:TRAIN,TEST";

    private static readonly string[] PathForms = ["idx", "cifar10", "cifar100", "images", "csv"];

    /// <exception cref="DataException">The name has none of the forms, or the data cannot be used.</exception>
    public static DataSet Parse(string source, DataOptions? options = null)
    {
        options ??= new();

        if (source == "shapes")
        {
            return ShapesData.Create(options.Shapes ?? new());
        }

        int colon = source.IndexOf(':');
        (string form, string path) = colon < 0 ? (source, "") : (source[..colon], source[(colon + 1)..]);

        if (path.Length == 0)
        {
            throw Unknown(source);
        }

        return form switch
        {
            "idx" => IdxFolder.Read(path),
            "cifar10" => CifarReader.Read(path, CifarVariant.Cifar10),
            "cifar100" => CifarReader.Read(path, CifarVariant.Cifar100),
            "images" => ImageFolder.Read(path, options.TestFraction, options.Seed),
            "csv" => CsvImages.Read(path, options.TestFraction, options.Seed),
            _ => throw Unknown(source),
        };
    }

    /// <summary>The same source whatever folder is current later: its paths made absolute.</summary>
    /// <exception cref="DataException">The name has none of the forms.</exception>
    public static string Absolute(string source)
    {
        int colon = source.IndexOf(':');
        (string form, string path) = colon < 0 ? (source, "") : (source[..colon], source[(colon + 1)..]);

        if (source == "shapes")
        {
            return source;
        }

        if (path.Length == 0 || !PathForms.Contains(form))
        {
            throw Unknown(source);
        }

        IEnumerable<string> paths = form == "csv" && !File.Exists(path) ? path.Split(',') : [path];
        return $"{form}:{string.Join(',', paths.Select(Path.GetFullPath))}";
    }

    private static DataException Unknown(string source) => new($"data source '{source}': found no such form; expected {Forms}.");
}
