namespace NativeNas.Search.Settings;

/// <summary>Whole sets of settings by name.</summary>
public static class Preset
{
    /// <summary>The defaults: small enough for a processor.</summary>
    public static RunSettings Quick { get; } = new();

    /// <summary>Published for CIFAR-10 (arXiv:1806.09055, §3.1 and appendix A): days on a processor.</summary>
    public static RunSettings Darts { get; } = new()
    {
        Search = new() { Channels = 16, Cells = 8, Nodes = 4, Epochs = 50, Batch = 64, Order = SearchOrder.Second, CropPadding = 4 },
        Retrain = new()
        {
            Channels = 36,
            Cells = 20,
            Epochs = 600,
            Batch = 96,
            AuxiliaryWeight = 0.4,
            DropPath = 0.2,
            CropPadding = 4,
            Cutout = 16,
        },
    };
}
