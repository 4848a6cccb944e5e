namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>What a run of floats holds: [Images, blocks, Area, 16] with zeros beyond Channels, or Length numbers in a row.</summary>
internal readonly record struct Form(int Images, int Channels, int Area)
{
    public static Form Row(int length) => new(1, 0, length);

    public bool IsBlocked => Channels > 0;

    /// <summary>Floats, a multiple of 16.</summary>
    public int Length => IsBlocked ? Images * Blocks * Area * 16 : (Area + 15) & ~15;

    private int Blocks => (Channels + 15) >> 4;

    /// <summary>Whether the float at index is no number of the tensor.</summary>
    public bool IsPadding(int index) => IsBlocked ? (index / 16 / Area % Blocks * 16) + (index % 16) >= Channels : index >= Area;
}
