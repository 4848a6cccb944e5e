namespace NativeNas.Data.Shapes;

/// <summary>One image before noise: a textured shape on clutter on a textured background. Nothing of it but the outline depends on the class.</summary>
internal sealed class Scene
{
    private const float LeastContrast = 0.55f;

    private readonly ShapeKind kind;
    private readonly Texture background;
    private readonly Texture surface;
    private readonly Piece[] clutter;
    private readonly float centreX;
    private readonly float centreY;
    private readonly float acrossX;
    private readonly float acrossY;

    public Scene(ShapeKind kind, ShapesSettings settings, Draws draws)
    {
        int size = settings.Size;
        this.kind = kind;
        (Colour behind, Colour front) = (draws.Colour(), draws.Colour());

        while (Colour.SquaredDistance(behind, front) < LeastContrast * LeastContrast)
        {
            front = draws.Colour();
        }

        background = Texture.Draw(draws, behind, settings.Texture);
        surface = Texture.Draw(draws, front, settings.Texture);
        float radius = size * draws.Between(0.36f, 0.48f);
        float margin = 0.85f * radius;
        centreX = draws.Between(margin, size - margin);
        centreY = draws.Between(margin, size - margin);
        (float x, float y) = draws.Direction();
        (acrossX, acrossY) = (x / radius, y / radius);
        clutter = new Piece[settings.Clutter];

        for (int i = 0; i < clutter.Length; i++)
        {
            clutter[i] = Piece.Draw(draws, size);
        }
    }

    /// <summary>The colour at a point, in pixels.</summary>
    public Colour At(float x, float y)
    {
        float u = ((x - centreX) * acrossX) + ((y - centreY) * acrossY);
        float v = ((y - centreY) * acrossX) - ((x - centreX) * acrossY);

        if (Outline.Contains(kind, u, v))
        {
            return surface.At(x, y);
        }

        foreach (Piece piece in clutter)
        {
            if (piece.Contains(x, y))
            {
                return piece.Colour;
            }
        }

        return background.At(x, y);
    }
}
