namespace NativeNas.Data.Shapes;

/// <summary>The generated data set and how hard it is.</summary>
/// <param name="Train">Training images.</param>
/// <param name="Test">Test images.</param>
/// <param name="Size">Pixels a side; at least 8.</param>
/// <param name="Seed">Of every draw; the training and the test images are different streams of it.</param>
/// <param name="Noise">Standard deviation of the noise of a pixel; 1 is the whole range of a colour.</param>
/// <param name="Clutter">Pieces of other things behind the shape.</param>
/// <param name="Texture">How far the two colours of a texture lie apart, for shapes and background.</param>
public sealed record ShapesSettings(
    int Train = 4000,
    int Test = 1000,
    int Size = 16,
    ulong Seed = 0,
    float Noise = 0.03f,
    int Clutter = 2,
    float Texture = 0.06f);
