using NativeNas.Kernels;

namespace NativeNas.Autodiff.Ops;

/// <summary>How channels divide over the groups of a mixed convolution.</summary>
public static class MixSplit
{
    /// <summary>⌊C / g⌋ each, the remainder to the first group: 80 over 3 is 28, 26, 26.</summary>
    public static int[] Equal(int channels, int groups)
    {
        Require.That(groups > 0 & groups <= channels, $"{channels} channels do not divide over {groups} groups.");
        int[] split = new int[groups];
        Array.Fill(split, channels / groups);
        split[0] += channels % groups;
        return split;
    }

    /// <summary>⌊C · 2⁻ⁱ⌋ for i = 1, 2, …, the last group takes what is left: 32 over 4 is 16, 8, 4, 4.</summary>
    public static int[] Exponential(int channels, int groups)
    {
        Require.That(groups is > 0 and < 31 && channels >> (groups - 1) > 0, $"{channels} channels do not halve {groups - 1} times.");
        int[] split = new int[groups];
        int left = channels;

        for (int i = 0; i < groups - 1; i++)
        {
            split[i] = channels >> (i + 1);
            left -= split[i];
        }

        split[^1] = left;
        return split;
    }
}
