namespace NativeNas.Search.Settings;

/// <summary>Whole sets of settings by name.</summary>
public static class Preset
{
    /// <summary>The defaults: small enough for a processor.</summary>
    public static RunSettings Quick { get; } = new();

    /// <summary>
    /// Published for CIFAR-10 (arXiv:1806.09055, §3.1 and appendix A, and the author code): days on a processor. Every
    /// value is written out, so that the defaults can move without it.
    /// </summary>
    public static RunSettings Darts { get; } = new()
    {
        Search = new()
        {
            Order = SearchOrder.Second,
            HoldBranches = false,
            Channels = 16,
            Cells = 8,
            Nodes = 4,
            StemMultiplier = 3,
            Epochs = 50,
            Batch = 64,
            LearningRate = 0.025,
            LearningRateMin = 0.001,
            Momentum = 0.9,
            WeightDecay = 3e-4,
            ClipNorm = 5,
            AlphaLearningRate = 3e-4,
            AlphaBeta1 = 0.5,
            AlphaBeta2 = 0.999,
            AlphaWeightDecay = 1e-3,
            AlphaInit = 1e-3,
            CropPadding = 4,
            Flip = true,
            Cutout = 0,
        },
        Retrain = new()
        {
            Channels = 36,
            Cells = 20,
            Epochs = 600,
            Batch = 96,
            LearningRate = 0.025,
            LearningRateMin = 0,
            Momentum = 0.9,
            WeightDecay = 3e-4,
            ClipNorm = 5,
            AuxiliaryWeight = 0.4,
            DropPath = 0.2,
            CropPadding = 4,
            Flip = true,
            Cutout = 16,
            LabelSmoothing = 0,
            AverageDecay = 0,
        },
    };
}
