namespace NativeNas.Kernels.Layouts;

/// <summary>NCHW ↔ NCHW16c in host memory, for values that enter or leave the engine.</summary>
public static class BlockedOrder
{
    public static void FromPlanes(ReadOnlySpan<float> planes, Span<float> blocked, int images, int channels, int area)
    {
        blocked.Clear();
        int blocks = (channels + 15) / 16;

        for (int n = 0; n < images; n++)
        {
            for (int c = 0; c < channels; c++)
            {
                ReadOnlySpan<float> plane = planes.Slice(((n * channels) + c) * area, area);
                int start = (((n * blocks) + (c / 16)) * area * 16) + (c % 16);

                for (int p = 0; p < area; p++)
                {
                    blocked[start + (p * 16)] = plane[p];
                }
            }
        }
    }

    public static void ToPlanes(ReadOnlySpan<float> blocked, Span<float> planes, int images, int channels, int area)
    {
        int blocks = (channels + 15) / 16;

        for (int n = 0; n < images; n++)
        {
            for (int c = 0; c < channels; c++)
            {
                Span<float> plane = planes.Slice(((n * channels) + c) * area, area);
                int start = (((n * blocks) + (c / 16)) * area * 16) + (c % 16);

                for (int p = 0; p < area; p++)
                {
                    plane[p] = blocked[start + (p * 16)];
                }
            }
        }
    }
}
