using NativeNas.Data.Files;
using NativeNas.Data.Png;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Folders;

/// <summary>
/// PNG images of one size in a folder a class: DIR/CLASS/*.png, or that below DIR/train, DIR/test and perhaps DIR/val.
/// Classes are in ordinal order of name. Where one image has colour, all are read as colour; alpha is dropped.
/// </summary>
public static class ImageFolder
{
    /// <exception cref="DataException">A folder is missing or empty, an image cannot be read, or sizes differ.</exception>
    public static DataSet Read(string folder, double testFraction, ulong seed)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        string train = Path.Join(folder, "train");

        if (!Directory.Exists(train))
        {
            string[] names = Classes(folder);
            return Parts.Create(name, folder, ImageStack.Create([List(folder, names)], names)[0], testFraction, seed);
        }

        string[] classes = Classes(train);
        string validation = Path.Join(folder, "val");
        List<List<ClassImage>> parts = [List(train, classes), List(Path.Join(folder, "test"), classes)];

        if (Directory.Exists(validation))
        {
            parts.Add(List(validation, classes));
        }

        ImageSet[] sets = ImageStack.Create(parts, classes);
        return new(name, sets[0], sets[1], sets.ElementAtOrDefault(2));
    }

    private static string[] Classes(string folder)
    {
        string[] classes = [.. DataFile.List(folder, folders: true).Select(static path => Path.GetFileName(path)).Where(static name => name[0] != '.')];

        return classes.Length > 0
            ? classes
            : throw new DataException($"{folder}: found no folders; expected one for each class with PNG images.");
    }

    private static List<ClassImage> List(string folder, string[] classes)
    {
        string? stray = Classes(folder).FirstOrDefault(name => !classes.Contains(name));

        if (stray is not null)
        {
            throw new DataException($"{Path.Join(folder, stray)}: found a class that has no training images; expected one of {string.Join(", ", classes)}.");
        }

        List<ClassImage> images = [];

        for (int label = 0; label < classes.Length; label++)
        {
            string path = Path.Join(folder, classes[label]);
            int before = images.Count;
            images.AddRange(Files(path).Select(file => new ClassImage(file, label, PngReader.Read(file))));

            if (images.Count == before)
            {
                throw new DataException($"{path}: found no PNG images; expected at least one.");
            }
        }

        return images;
    }

    private static IEnumerable<string> Files(string folder)
    {
        foreach (string file in DataFile.List(folder, folders: false))
        {
            string extension = Path.GetExtension(file).ToLowerInvariant();

            if (extension is ".jpg" or ".jpeg" or ".gif" or ".bmp" or ".tif" or ".tiff" or ".webp")
            {
                throw new DataException($"{file}: found a {extension} image; expected PNG.");
            }

            if (extension == ".png" && Path.GetFileName(file)[0] != '.')
            {
                yield return file;
            }
        }
    }
}
