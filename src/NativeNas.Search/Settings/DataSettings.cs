namespace NativeNas.Search.Settings;

/// <summary>Where images come from and how they are divided.</summary>
public sealed record DataSettings
{
    [Setting("shapes (generated), idx:DIR, cifar10:PATH, cifar100:PATH, images:DIR or csv:FILE.")]
    public string Source { get; init; } = "shapes";

    [Setting("Height and width of generated images, in pixels.", Min = 8, Max = 256)]
    public int ShapesSize { get; init; } = 16;

    [Setting("Generated images for search and training.", Min = 20, Max = 1_000_000)]
    public int ShapesTrain { get; init; } = 8000;

    [Setting("Generated images of the test split, which search never sees.", Min = 10, Max = 1_000_000)]
    public int ShapesTest { get; init; } = 1000;

    [Setting("Part of the training images that the architecture, not the weights, learns from during search.", Above = 0, Below = 1)]
    public double ValidationFraction { get; init; } = 0.5;

    [Setting("Mean of each channel, subtracted from it: computed on the training images, or numbers such as 0.49,0.48,0.45.", Numbers = true)]
    public string Mean { get; init; } = NumberList.Computed;

    [Setting("Standard deviation of each channel, which divides it: computed on the training images, or numbers.", Numbers = true)]
    public string Std { get; init; } = NumberList.Computed;
}
