using NativeNas.Kernels.Devices;

namespace NativeNas.Search.Settings;

/// <summary>A number of bytes, such as 512MB or 1.5GB; or the word that bounds nothing.</summary>
public static class MemorySize
{
    public const string Unlimited = "unlimited";

    /// <summary>What the process takes beside images and buffers comes on top, but for this: what a step leaves to the garbage collector.</summary>
    private const long Garbage = 24_000_000;

    /// <summary>What a thread holds for the pieces that it computes: an image's planes and filters at 16 channels of 32×32; what larger ones take on top stands in the metrics alone.</summary>
    private const long Scratch = 2_000_000;

    /// <summary>The limit of a run that holds so many bytes of images; null where the text bounds nothing.</summary>
    public static MemoryLimit? Limit(string text, long images, int threads) => text == Unlimited
        ? null
        : new(ByteCount.Parse(text)!.Value, images + Garbage + (Scratch * (threads == 0 ? Environment.ProcessorCount : threads)));

    internal static bool Reads(string text) => text == Unlimited || ByteCount.Parse(text) is not null;
}
