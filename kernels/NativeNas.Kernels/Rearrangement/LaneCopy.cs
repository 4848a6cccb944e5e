using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>One channel of one image to another place in its block: a float of every sixteen.</summary>
internal static unsafe class LaneCopy
{
    /// <param name="from">The channel's first pixel; null writes zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* from, float* to, int area, bool adds)
    {
        if (from is null)
        {
            for (int i = 0; i < area * 16 && !adds; i += 16)
            {
                to[i] = 0f;
            }
        }
        else if (adds)
        {
            for (int i = 0; i < area * 16; i += 16)
            {
                to[i] += from[i];
            }
        }
        else
        {
            for (int i = 0; i < area * 16; i += 16)
            {
                to[i] = from[i];
            }
        }
    }

    /// <summary>Where a channel of an image starts.</summary>
    public static float* Channel(float* cells, int image, int blocks, int area, int channel) =>
        cells + ((((long)image * blocks) + (channel / 16)) * area * 16) + (channel & 15);
}
