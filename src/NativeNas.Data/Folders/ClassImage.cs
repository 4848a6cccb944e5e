using NativeNas.Data.Png;

namespace NativeNas.Data.Folders;

/// <summary>An image file and the class of its folder.</summary>
internal sealed record ClassImage(string Path, int Label, PngImage Pixels)
{
    public bool IsColour => Pixels.Channels >= 3;
}
