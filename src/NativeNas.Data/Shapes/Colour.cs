namespace NativeNas.Data.Shapes;

/// <summary>Red, green and blue, each about 0 … 1.</summary>
internal readonly record struct Colour(float R, float G, float B)
{
    public static Colour operator +(Colour a, Colour b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Colour operator -(Colour a, Colour b) => new(a.R - b.R, a.G - b.G, a.B - b.B);

    public static Colour operator *(float s, Colour a) => new(s * a.R, s * a.G, s * a.B);

    /// <summary>|a − b|².</summary>
    public static float SquaredDistance(Colour a, Colour b)
    {
        Colour d = a - b;
        return (d.R * d.R) + (d.G * d.G) + (d.B * d.B);
    }
}
