using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>
/// One square window a block of channels. A block that several groups share takes a window that covers theirs, and its
/// packed weights have zeros where a group has no tap.
/// </summary>
public sealed class MixPlan
{
    private readonly MixGroup[] groups;
    private readonly Window[] windows;
    private readonly int[] starts;

    public MixPlan(ReadOnlySpan<MixGroup> groups, int stride)
    {
        this.groups = groups.ToArray();
        Channels = groups.ToArray().Sum(group => group.Channels);
        windows = new Window[(Channels + 15) / 16];
        starts = new int[windows.Length];

        for (int block = 0; block < windows.Length; block++)
        {
            windows[block] = Covering([.. Enumerable.Range(0, groups.Length).Where(i => Slice(i).Touches(block)).Select(i => this.groups[i])], stride);
            starts[block] = Length;
            Length += windows[block].Taps * 16;
        }
    }

    public int Channels { get; }

    public int Blocks => windows.Length;

    /// <summary>Floats of the packed weights.</summary>
    public int Length { get; }

    /// <summary>Taps of the largest window.</summary>
    public int MostTaps => windows.Max(window => window.Taps);

    public Window Window(int block) => windows[block];

    public int Start(int block) => starts[block];

    public MixSlice Slice(int group) => new(groups[..group].Sum(g => g.Channels), groups[group].Channels, groups[group].Kernel, groups[group].Dilation);

    /// <summary>The blocks in runs of one window each.</summary>
    public IReadOnlyList<MixRun> Runs()
    {
        List<MixRun> runs = [];

        for (int first = 0, end; first < Blocks; first = end)
        {
            for (end = first + 1; end < Blocks && windows[end] == windows[first]; end++)
            {
            }

            runs.Add(new(first, end - first, starts[first], windows[first]));
        }

        return runs;
    }

    /// <summary>Kernel, dilation and first packed float of every block, sixteen floats a block, for kernels to read.</summary>
    public float[] Table()
    {
        float[] table = new float[Blocks * 16];

        for (int block = 0; block < Blocks; block++)
        {
            (table[block * 16], table[(block * 16) + 1], table[(block * 16) + 2]) = (windows[block].KernelHeight, windows[block].DilationHeight, starts[block]);
        }

        return table;
    }

    private static Window Covering(MixGroup[] groups, int stride)
    {
        MixGroup largest = groups.MaxBy(Span);
        bool fits = groups.All(group => group.Dilation == largest.Dilation);
        return fits ? Geometry.Window.Same(largest.Kernel, stride, largest.Dilation) : Geometry.Window.Same(Span(largest), stride);
    }

    private static int Span(MixGroup group) => (group.Dilation * (group.Kernel - 1)) + 1;
}
