namespace NativeNas.Data.Files;

/// <summary>[N, H, W, C] → [N, C, H, W].</summary>
internal static class Planes
{
    public static byte[] FromInterleaved(ReadOnlySpan<byte> values, int images, int pixels, int channels)
    {
        byte[] planes = new byte[values.Length];

        for (int n = 0; n < images; n++)
        {
            int start = n * pixels * channels;

            for (int c = 0; c < channels; c++)
            {
                for (int p = 0; p < pixels; p++)
                {
                    planes[start + (c * pixels) + p] = values[start + (p * channels) + c];
                }
            }
        }

        return planes;
    }
}
