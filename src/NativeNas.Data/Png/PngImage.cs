namespace NativeNas.Data.Png;

/// <summary>Pixels [H, W, C], 8 bits a value; C is 1 grey, 2 grey and alpha, 3 RGB (palettes, too), 4 RGBA.</summary>
public sealed record PngImage(int Height, int Width, int Channels, byte[] Pixels);
