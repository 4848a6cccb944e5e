namespace NativeNas.Kernels.Geometry;

/// <summary>A window over channel-blocked planes; output extents are fields, so that no thread divides.</summary>
public readonly record struct PlaneGeometry(int Images, int Channels, int Blocks, int Height, int Width, int OutHeight, int OutWidth, Window Window)
{
    public static PlaneGeometry Of(int images, int channels, int height, int width, Window window) =>
        new(images, channels, (channels + 15) >> 4, height, width, window.OutHeight(height), window.OutWidth(width), window);

    /// <summary>One block of every output pixel.</summary>
    public Extent Outputs => new(OutWidth, OutHeight, Images * Blocks);

    /// <summary>One block of every input pixel.</summary>
    public Extent Inputs => new(Width, Height, Images * Blocks);
}
