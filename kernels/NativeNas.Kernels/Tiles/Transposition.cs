using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NativeNas.Kernels.Tiles;

/// <summary>to[j, i] = from[i, j] of up to sixteen rows and columns; target rows are sixteen wide, with zeros for rows that are not there.</summary>
internal static unsafe class Transposition
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int columns, float* from, nint fromPitch, float* to, nint toPitch)
    {
        if (columns == 16 && Avx512F.IsSupported)
        {
            Whole(rows, from, fromPitch, to, toPitch);
            return;
        }

        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                to[(j * toPitch) + i] = i < rows ? from[(i * fromPitch) + j] : 0f;
            }
        }
    }

    /// <summary>Four rows at a time into quarters of four columns; then the quarters of a column joined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole(int rows, float* from, nint fromPitch, float* to, nint toPitch)
    {
        float* quarters = stackalloc float[256];

        for (int i = 0; i < 4; i++)
        {
            Vector512<float> a = Row((4 * i) + 0), b = Row((4 * i) + 1), c = Row((4 * i) + 2), d = Row((4 * i) + 3);
            Vector512<double> ab = Avx512F.UnpackLow(a, b).AsDouble(), cd = Avx512F.UnpackLow(c, d).AsDouble();
            Vector512<double> ba = Avx512F.UnpackHigh(a, b).AsDouble(), dc = Avx512F.UnpackHigh(c, d).AsDouble();
            Avx512F.UnpackLow(ab, cd).AsSingle().Store(quarters + (16 * i));
            Avx512F.UnpackHigh(ab, cd).AsSingle().Store(quarters + (16 * i) + 64);
            Avx512F.UnpackLow(ba, dc).AsSingle().Store(quarters + (16 * i) + 128);
            Avx512F.UnpackHigh(ba, dc).AsSingle().Store(quarters + (16 * i) + 192);
        }

        for (int i = 0; i < 4; i++, to += toPitch)
        {
            Vector512<float> a = Vector512.Load(quarters + (64 * i)), b = Vector512.Load(quarters + (64 * i) + 16);
            Vector512<float> c = Vector512.Load(quarters + (64 * i) + 32), d = Vector512.Load(quarters + (64 * i) + 48);
            Vector512<float> even = Avx512F.Shuffle4x128(a, b, 0x88), odd = Avx512F.Shuffle4x128(a, b, 0xdd);
            Vector512<float> later = Avx512F.Shuffle4x128(c, d, 0x88), latest = Avx512F.Shuffle4x128(c, d, 0xdd);
            Avx512F.Shuffle4x128(even, later, 0x88).Store(to);
            Avx512F.Shuffle4x128(odd, latest, 0x88).Store(to + (4 * toPitch));
            Avx512F.Shuffle4x128(even, later, 0xdd).Store(to + (8 * toPitch));
            Avx512F.Shuffle4x128(odd, latest, 0xdd).Store(to + (12 * toPitch));
        }

        Vector512<float> Row(int row) => row < rows ? Vector512.Load(from + (row * fromPitch)) : default;
    }
}
