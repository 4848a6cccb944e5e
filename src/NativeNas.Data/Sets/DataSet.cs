namespace NativeNas.Data.Sets;

/// <summary>A named data set: images to train on, to test on, and, where the source has them, to validate on.</summary>
public sealed class DataSet
{
    /// <exception cref="DataException">A part is empty, or its image size or classes differ from those of the training images.</exception>
    public DataSet(string name, ImageSet train, ImageSet test, ImageSet? validation = null)
    {
        Check(name, "training", train, train);
        Check(name, "test", test, train);

        if (validation is not null)
        {
            Check(name, "validation", validation, train);
        }

        (Name, Train, Test, Validation) = (name, train, test, validation);
    }

    public string Name { get; }

    public ImageSet Train { get; }

    public ImageSet? Validation { get; }

    public ImageSet Test { get; }

    public IReadOnlyList<string> Classes => Train.Classes;

    /// <summary>Memory of all pixels.</summary>
    public long Bytes => Train.Bytes + Test.Bytes + (Validation?.Bytes ?? 0);

    private static void Check(string name, string role, ImageSet part, ImageSet train)
    {
        if (part.Count == 0)
        {
            throw new DataException($"{name}: found no {role} images; expected at least one.");
        }

        if ((part.Channels, part.Height, part.Width) != (train.Channels, train.Height, train.Width))
        {
            throw new DataException(
                $"{name}: found {role} images of {part.Channels}×{part.Height}×{part.Width}; expected {train.Channels}×{train.Height}×{train.Width} as in training.");
        }

        if (!part.Classes.SequenceEqual(train.Classes))
        {
            throw new DataException(
                $"{name}: found {part.Classes.Count} classes in the {role} images; expected the {train.Classes.Count} of the training images.");
        }
    }
}
