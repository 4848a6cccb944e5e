namespace NativeNas.TestKit;

/// <summary>
/// c += a · b as a warp's mma.sync does it: which element of the matrices a register of a lane holds is the table of the
/// PTX ISA, "Matrix Fragments for mma.m16n8k8" (.tf32) and "… mma.m16n8k16" (.bf16).
/// </summary>
public static class WarpMultiplication
{
    /// <param name="a">[32 lanes, 4 registers] of 16 × 8.</param>
    /// <param name="b">[32, 2] of 8 × 8.</param>
    /// <param name="c">[32, 4] of 16 × 8.</param>
    public static void K8(float[,] a, float[,] b, float[,] c)
    {
        float[,] left = new float[16, 8], right = new float[8, 8];

        for (int lane = 0; lane < 32; lane++)
        {
            int group = lane / 4, member = lane % 4;

            for (int i = 0; i < 4; i++)
            {
                left[i is 0 or 2 ? group : group + 8, i is 0 or 1 ? member : member + 4] = a[lane, i];
            }

            for (int i = 0; i < 2; i++)
            {
                right[i == 0 ? member : member + 4, group] = b[lane, i];
            }
        }

        Add(left, right, c);
    }

    /// <param name="a">[32 lanes, 8 halves of registers, the lower first] of 16 × 16.</param>
    /// <param name="b">[32, 4] of 16 × 8.</param>
    /// <param name="c">[32, 4] of 16 × 8.</param>
    public static void K16(float[,] a, float[,] b, float[,] c)
    {
        float[,] left = new float[16, 16], right = new float[16, 8];

        for (int lane = 0; lane < 32; lane++)
        {
            int group = lane / 4, member = lane % 4;

            for (int i = 0; i < 8; i++)
            {
                left[i is 0 or 1 or 4 or 5 ? group : group + 8, (member * 2) + (i & 1) + (i < 4 ? 0 : 8)] = a[lane, i];
            }

            for (int i = 0; i < 4; i++)
            {
                right[(member * 2) + (i & 1) + (i < 2 ? 0 : 8), group] = b[lane, i];
            }
        }

        Add(left, right, c);
    }

    private static void Add(float[,] left, float[,] right, float[,] c)
    {
        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < 4; i++)
            {
                int row = i < 2 ? lane / 4 : (lane / 4) + 8, column = (lane % 4 * 2) + (i & 1);

                for (int k = 0; k < left.GetLength(1); k++)
                {
                    c[lane, i] += left[row, k] * right[k, column];
                }
            }
        }
    }
}
