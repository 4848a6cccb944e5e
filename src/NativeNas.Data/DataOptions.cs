using NativeNas.Data.Shapes;

namespace NativeNas.Data;

/// <summary>What a data source's name leaves open.</summary>
/// <param name="Seed">Draws the test images of a source that has none of its own.</param>
/// <param name="TestFraction">The part of such a source that becomes the test images; above 0 and below 1.</param>
/// <param name="Shapes">The generated data set; null is the default.</param>
public sealed record DataOptions(ulong Seed = 0, double TestFraction = 0.2, ShapesSettings? Shapes = null);
