namespace NativeNas.Kernels.Pooling;

/// <summary>The columns of an axis that meet three partners each: Count of them, whose partners lie Stride apart.</summary>
internal readonly record struct SweepInside(int First, int Count, int Stride)
{
    public static SweepInside Of(ReadOnlySpan<Reach> columns)
    {
        int first = 0, count = 0;

        while (first < columns.Length && columns[first].Count != 3)
        {
            first++;
        }

        while (first + count < columns.Length && columns[first + count].Count == 3)
        {
            count++;
        }

        return new(first, count, count > 1 ? columns[first + 1].Partner - columns[first].Partner : 1);
    }
}

/// <summary>A run of targets with nine partners each.</summary>
/// <param name="At">The first target in floats of all planes; Target in pixels of its own.</param>
/// <param name="From">The first target's first partner in floats; Pixel in pixels of its plane.</param>
/// <param name="Stride">Pixels between the first partners of neighbouring targets.</param>
/// <param name="Step">Floats from one partner to the next, RowStep from one row of them to the next.</param>
internal readonly record struct SweepRun(int At, int Target, int Count, int From, int Pixel, int Stride, nint Step, nint RowStep);
