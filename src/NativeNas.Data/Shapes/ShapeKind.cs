namespace NativeNas.Data.Shapes;

/// <summary>The ten classes.</summary>
public enum ShapeKind
{
    Disc,
    Ring,
    Square,
    Frame,
    Triangle,
    Cross,
    Star,
    Bars,
    TwoDiscs,
    Crescent,
}
