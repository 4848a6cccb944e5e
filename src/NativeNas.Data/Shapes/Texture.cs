namespace NativeNas.Data.Shapes;

/// <summary>Stripes or checks of two colours.</summary>
internal readonly record struct Texture(Colour A, Colour B, float DirectionX, float DirectionY, float Frequency, float Phase, bool Checks)
{
    /// <param name="contrast">Distance of the two colours from their mean, in each channel at most.</param>
    public static Texture Draw(Draws draws, Colour mean, float contrast)
    {
        Colour away = contrast * new Colour(draws.Between(-1, 1), draws.Between(-1, 1), draws.Between(-1, 1));
        (float x, float y) = draws.Direction();
        return new(mean + away, mean - away, x, y, 1 / draws.Between(2.5f, 6f), draws.Between(0, 1), draws.Between(0, 1) < 0.5f);
    }

    public Colour At(float x, float y)
    {
        bool first = IsOdd((((x * DirectionX) + (y * DirectionY)) * Frequency) + Phase);
        bool second = Checks && IsOdd((((y * DirectionX) - (x * DirectionY)) * Frequency) + Phase);
        return first != second ? A : B;
    }

    private static bool IsOdd(float t) => (t - MathF.Floor(t)) >= 0.5f;
}
