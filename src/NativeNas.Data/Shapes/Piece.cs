namespace NativeNas.Data.Shapes;

/// <summary>Clutter: a bar or an ellipse, centre and direction in pixels, half extents along and across.</summary>
internal readonly record struct Piece(
    float X, float Y, float DirectionX, float DirectionY, float Along, float Across, bool Round, Colour Colour)
{
    public static Piece Draw(Draws draws, int size)
    {
        float x = draws.Between(0, size);
        float y = draws.Between(0, size);
        (float directionX, float directionY) = draws.Direction();
        float along = size * draws.Between(0.08f, 0.3f);
        return new(x, y, directionX, directionY, along, size * draws.Between(0.04f, 0.1f), draws.Between(0, 1) < 0.4f, draws.Colour());
    }

    public bool Contains(float x, float y)
    {
        float u = MathF.Abs(((x - X) * DirectionX) + ((y - Y) * DirectionY)) / Along;
        float v = MathF.Abs(((y - Y) * DirectionX) - ((x - X) * DirectionY)) / Across;
        return Round ? (u * u) + (v * v) < 1 : u < 1 && v < 1;
    }
}
