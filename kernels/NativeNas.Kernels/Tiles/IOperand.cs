namespace NativeNas.Kernels.Tiles;

/// <summary>How a tile reads x, and how x and w advance from one term of a segment to the next.</summary>
internal interface IOperand
{
    /// <summary>Floats of x from a row of the tile to its next.</summary>
    static abstract int Pitch { get; }

    /// <summary>The same where only the run says it; a tile asks this if <see cref="Pitch"/> is 0.</summary>
    nint RowPitch => 0;

    /// <summary>Whether each four terms ask the second-level cache for a line that comes later.</summary>
    static virtual bool Asks => false;

    nint Step { get; }

    nint WeightStep { get; }
}

/// <summary>Rows are pixels; one input channel feeds all channels of the output blocks, then the next.</summary>
internal readonly struct Broadcast : IOperand
{
    public static int Pitch => 16;

    public nint Step => 1;

    public nint WeightStep => 16;
}

/// <summary>Rows are neighbouring floats: channels of a pixel, pixels of a plane, or columns of a filter.</summary>
internal readonly struct Adjacent(nint step, nint weightStep) : IOperand
{
    public static int Pitch => 1;

    public nint Step => step;

    public nint WeightStep => weightStep;
}

/// <summary>Rows are every second float: pixels of a plane at stride 2.</summary>
internal readonly struct EverySecond(nint step, nint weightStep) : IOperand
{
    public static int Pitch => 2;

    public nint Step => step;

    public nint WeightStep => weightStep;
}

/// <summary>Rows are images of one pixel: their channels lie side by side, an image's after another's.</summary>
internal readonly struct Strided(nint rowPitch) : IOperand
{
    public static int Pitch => 0;

    public nint RowPitch => rowPitch;

    public nint Step => 1;

    public nint WeightStep => 16;
}

/// <summary>The same, asking for weights meanwhile.</summary>
internal readonly struct StridedAsking(nint rowPitch) : IOperand
{
    public static int Pitch => 0;

    public static bool Asks => true;

    public nint RowPitch => rowPitch;

    public nint Step => 1;

    public nint WeightStep => 16;
}
