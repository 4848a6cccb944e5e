namespace NativeNas.Search.Settings;

/// <summary>The derived network, trained from scratch on all training images.</summary>
public sealed record RetrainSettings
{
    /// <summary>The genotype of a run that searches one.</summary>
    public const string Found = "found";

    [Setting("found: what the search finds; else the JSON of the genotype to train instead of searching one.")]
    public string Genotype { get; init; } = Found;

    [Setting("Channels of the first cell; they double at each reduction.", Min = 1, Max = 1024)]
    public int Channels { get; init; } = 16;

    [Setting("Cells of the network; those at one and two thirds reduce.", Min = 1, Max = 100)]
    public int Cells { get; init; } = 3;

    [Setting("Passes over the training images.", Min = 1, Max = 100_000)]
    public int Epochs { get; init; } = 5;

    [Setting("Images a step.", Min = 1, Max = 65_536)]
    public int Batch { get; init; } = 32;

    [Setting("Learning rate at the start of its cosine.", Above = 0, Max = 10)]
    public double LearningRate { get; init; } = 0.05;

    [Setting("Learning rate at the end of its cosine, which falls a little each step (the author code: each epoch).", Min = 0, Max = 10)]
    public double LearningRateMin { get; init; }

    [Setting("Momentum.", Min = 0, Below = 1)]
    public double Momentum { get; init; } = 0.9;

    [Setting("Weight decay.", Min = 0, Max = 1)]
    public double WeightDecay { get; init; } = 3e-4;

    [Setting("Largest norm of the whole gradient; 0 does not clip.", Min = 0)]
    public double ClipNorm { get; init; } = 5;

    [Setting("Weight of the auxiliary head's loss; 0 builds no such head.", Min = 0, Max = 10)]
    public double AuxiliaryWeight { get; init; }

    [Setting("Chance of dropping a path in the last epoch; it grows from 0 linearly.", Min = 0, Below = 1)]
    public double DropPath { get; init; }

    [Setting("Pixels of zeros around an image before a random crop of its size; 0 crops nothing.", Min = 0, Max = 64)]
    public int CropPadding { get; init; } = 2;

    [Setting("Mirror half of the images left to right.")]
    public bool Flip { get; init; } = true;

    [Setting("Side of the random square set to zero, in pixels; 0 cuts nothing.", Min = 0, Max = 256)]
    public int Cutout { get; init; }

    [Setting("Part of the target's probability spread over all classes.", Min = 0, Below = 1)]
    public double LabelSmoothing { get; init; }

    [Setting("Decay of the moving average of weights that is evaluated; 0 evaluates the weights themselves.", Min = 0, Below = 1)]
    public double AverageDecay { get; init; }
}
