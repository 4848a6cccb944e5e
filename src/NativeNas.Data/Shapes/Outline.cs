namespace NativeNas.Data.Shapes;

/// <summary>Which points belong to a shape of radius about 1. The scales give all shapes nearly one area, so that area tells no class.</summary>
internal static class Outline
{
    /// <summary>Unit normals of the five lines of a pentagram.</summary>
    private static readonly (float X, float Y)[] StarNormals =
    [
        (0f, 1f), (0.95105654f, 0.30901700f), (0.58778524f, -0.80901700f), (-0.58778524f, -0.80901700f), (-0.95105654f, 0.30901700f),
    ];

    public static bool Contains(ShapeKind kind, float u, float v)
    {
        float a = MathF.Abs(u);
        float b = MathF.Abs(v);
        float r = (u * u) + (v * v);
        return kind switch
        {
            ShapeKind.Disc => r < 0.72f * 0.72f,
            ShapeKind.Ring => r is < 0.95f * 0.95f and > 0.62f * 0.62f,
            ShapeKind.Square => a < 0.64f && b < 0.64f,
            ShapeKind.Frame => a < 0.82f && b < 0.82f && (a > 0.51f || b > 0.51f),
            ShapeKind.Triangle => v > -0.56f && (1.7320508f * a) + v < 1.12f,
            ShapeKind.Cross => (a < 0.26f && b < 0.92f) || (b < 0.26f && a < 0.92f),
            ShapeKind.Star => InStar(u, v),
            ShapeKind.Bars => b < 0.86f && (a < 0.17f || a is > 0.53f and < 0.87f),
            ShapeKind.TwoDiscs => Square(a - 0.55f) + (v * v) < 0.5f * 0.5f,
            _ => r < 0.95f * 0.95f && Square(u - 0.48f) + (v * v) > 0.82f * 0.82f,
        };
    }

    /// <summary>Within four of the five lines at least.</summary>
    private static bool InStar(float u, float v)
    {
        int within = 0;

        foreach ((float x, float y) in StarNormals)
        {
            within += (u * x) + (v * y) < 0.42f ? 1 : 0;
        }

        return within >= 4;
    }

    private static float Square(float x) => x * x;
}
