namespace NativeNas.Data.Sets;

/// <summary>Cuts a source that has no test images of its own into training and test images.</summary>
internal static class Parts
{
    public static DataSet Create(string name, string path, ImageSet images, double testFraction, ulong seed)
    {
        if (images.Count < 2)
        {
            throw new DataException($"{path}: found {images.Count} image; expected at least 2, as a part is put aside for the test.");
        }

        Split split = Split.By(images, testFraction, seed);
        return new(name, split.First.Copy(), split.Second.Copy());
    }
}
