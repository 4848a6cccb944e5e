using ILGPU;
using ILGPU.Runtime;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// Grids for extents: a group is 32 threads across and up to 8 rows of an image, as long as it can be along a single
/// row, and reaches over planes where rows are few.
/// </summary>
internal static class GroupShape
{
    private const int Threads = 256, Across = 32, MostDeep = 64;

    /// <summary>The most groups along the second and the third axis of a grid.</summary>
    public const int MostGroups = 65535;

    /// <exception cref="ArgumentException">A grid does not reach that far down.</exception>
    /// <param name="across">Threads a block of channels.</param>
    /// <param name="threads">Threads that a group of the device can have.</param>
    public static KernelConfig Of(Extent extent, int across, int threads)
    {
        int most = Math.Min(Threads, threads), width = extent.Columns * across;
        int x = Math.Min(most, extent.Rows > 1 ? Math.Min(Across, width) : width);
        int y = Math.Min(most / x, extent.Rows), z = Math.Min(Math.Min(most / x / y, MostDeep), extent.Planes);
        return new(new Index3D(Groups(width, x), Rows(Groups(extent.Rows, y)), Groups(extent.Planes, z)), new Index3D(x, y, z));
    }

    /// <summary>Groups along the second axis.</summary>
    /// <exception cref="ArgumentException">A grid has not so many.</exception>
    public static int Rows(int groups)
    {
        Require.That(groups <= MostGroups, $"A GPU takes at most {MostGroups} groups of rows; got {groups}. Use smaller images.");
        return groups;
    }

    private static int Groups(int length, int size) => (length + size - 1) / size;
}
