namespace NativeNas.Search.Settings;

/// <summary>The bilevel search: a supernet's weights w on the training part, its α on the validation part, in turn.</summary>
public sealed record SearchSettings
{
    [Setting("first: α's gradient at the weights as they are; second: after one unrolled step of them.")]
    public SearchOrder Order { get; init; } = SearchOrder.First;

    [Setting("Second order: w's neighbours keep w's relu signs and pooling winners; false is the published code.")]
    public bool HoldBranches { get; init; } = true;

    [Setting("Channels of the first cell; they double at each reduction.", Min = 1, Max = 1024)]
    public int Channels { get; init; } = 8;

    [Setting("Cells of the supernet; those at one and two thirds reduce.", Min = 1, Max = 100)]
    public int Cells { get; init; } = 3;

    [Setting("Intermediate nodes of a cell.", Min = 1, Max = 12)]
    public int Nodes { get; init; } = 4;

    [Setting("Channels of the stem, in multiples of the first cell's.", Min = 1, Max = 16)]
    public int StemMultiplier { get; init; } = 3;

    [Setting("Passes over the training part.", Min = 1, Max = 100_000)]
    public int Epochs { get; init; } = 2;

    [Setting("Images a step, for w and for α each.", Min = 1, Max = 65_536)]
    public int Batch { get; init; } = 64;

    [Setting("Learning rate of w at the start of its cosine.", Above = 0, Max = 10)]
    public double LearningRate { get; init; } = 0.05;

    [Setting("Learning rate of w at the end of its cosine, which falls a little each step (the author code: each epoch).", Min = 0, Max = 10)]
    public double LearningRateMin { get; init; } = 0.001;

    [Setting("Momentum of w.", Min = 0, Below = 1)]
    public double Momentum { get; init; } = 0.9;

    [Setting("Weight decay of w.", Min = 0, Max = 1)]
    public double WeightDecay { get; init; } = 3e-4;

    [Setting("Largest norm of w's whole gradient; 0 does not clip.", Min = 0)]
    public double ClipNorm { get; init; } = 5;

    [Setting("Learning rate of α (Adam).", Above = 0, Max = 10)]
    public double AlphaLearningRate { get; init; } = 0.02;

    [Setting("Decay of the mean of α's gradient (Adam's β₁).", Min = 0, Below = 1)]
    public double AlphaBeta1 { get; init; } = 0.5;

    [Setting("Decay of the mean of α's squared gradient (Adam's β₂).", Min = 0, Below = 1)]
    public double AlphaBeta2 { get; init; } = 0.999;

    [Setting("Weight decay of α.", Min = 0, Max = 1)]
    public double AlphaWeightDecay { get; init; } = 1e-3;

    [Setting("Standard deviation of α at the start.", Min = 0, Max = 1)]
    public double AlphaInit { get; init; } = 1e-3;

    [Setting("Pixels of zeros around an image before a random crop of its size; 0 crops nothing.", Min = 0, Max = 64)]
    public int CropPadding { get; init; } = 2;

    [Setting("Mirror half of the images left to right.")]
    public bool Flip { get; init; } = true;

    [Setting("Side of the random square set to zero, in pixels; 0 cuts nothing.", Min = 0, Max = 256)]
    public int Cutout { get; init; }
}
