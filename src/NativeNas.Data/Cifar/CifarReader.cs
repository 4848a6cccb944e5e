using System.Text;
using NativeNas.Data.Files;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Cifar;

/// <summary>CIFAR in its binary form: a folder, or the archive (.tar.gz, .tgz or .tar) as it is published.</summary>
public static class CifarReader
{
    /// <exception cref="DataException">A file is missing or cannot be used.</exception>
    public static DataSet Read(string path, CifarVariant variant)
    {
        SortedDictionary<string, byte[]> files = Directory.Exists(path)
            ? Folder(path, variant)
            : TarFile.Read(path, variant.Reads);
        string[] train = [.. files.Keys.Where(variant.IsTrain)];

        if (train.Length == 0)
        {
            throw new DataException($"{path}: found no training images; expected {variant.TrainPrefix}….bin.");
        }

        if (!files.ContainsKey(variant.TestFile))
        {
            throw new DataException($"{path}: found no test images; expected {variant.TestFile}.");
        }

        string[] classes = Classes(path, files, variant);
        return new(variant.Name, Images(path, files, train, variant, classes), Images(path, files, [variant.TestFile], variant, classes));
    }

    private static SortedDictionary<string, byte[]> Folder(string path, CifarVariant variant)
    {
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

        foreach (string file in DataFile.List(path, folders: false).Where(file => variant.Reads(Path.GetFileName(file))))
        {
            files.Add(Path.GetFileName(file), DataFile.ReadAll(file));
        }

        return files;
    }

    private static string[] Classes(string path, SortedDictionary<string, byte[]> files, CifarVariant variant)
    {
        if (!files.TryGetValue(variant.MetaFile, out byte[]? meta))
        {
            return MemoryData.Names(variant.Classes);
        }

        string[] names = Encoding.UTF8.GetString(meta).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        return names.Length == variant.Classes
            ? names
            : throw new DataException($"{path}: found {names.Length} class names in {variant.MetaFile}; expected {variant.Classes}.");
    }

    private static ImageSet Images(string path, SortedDictionary<string, byte[]> files, string[] names, CifarVariant variant, string[] classes)
    {
        foreach (string name in names)
        {
            int length = files[name].Length;

            if (length == 0 || length % variant.RecordBytes != 0)
            {
                throw new DataException($"{path}: found {length} bytes in {name}; expected a multiple of {variant.RecordBytes}, one record an image.");
            }
        }

        long count = names.Sum(name => (long)files[name].Length / variant.RecordBytes);
        byte[] pixels = new byte[count * CifarVariant.ImageBytes];
        int[] labels = new int[count];
        int image = 0;

        foreach (string name in names)
        {
            byte[] file = files[name];

            for (int start = 0; start < file.Length; start += variant.RecordBytes, image++)
            {
                labels[image] = file[start + variant.LabelBytes - 1];

                if (labels[image] >= variant.Classes)
                {
                    throw new DataException(
                        $"{path}: found label {labels[image]} at image {start / variant.RecordBytes} of {name}; expected 0 to {variant.Classes - 1}.");
                }

                file.AsSpan(start + variant.LabelBytes, CifarVariant.ImageBytes).CopyTo(pixels.AsSpan(image * CifarVariant.ImageBytes));
            }
        }

        return ImageSet.OfBytes(pixels, labels, 3, CifarVariant.Side, CifarVariant.Side, classes);
    }
}
