using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// Σ_k w[o·rowPitch + k·depthPitch]·v[n, k] for few outputs and many depths: a warp an output, whose threads take depths
/// in turn. A group's eight outputs are its column in the grid, its image the plane.
/// </summary>
/// <param name="pitch">Floats of an image's v.</param>
public readonly struct ImageProductKernel<TView, TValue, TEnd>(int outputs, int depths, int rowPitch, int depthPitch, int pitch, TView w, TView v, TEnd end) : IStagedKernel<float>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TEnd : struct, IVectorEnd
{
    /// <summary>Outputs of a group.</summary>
    public const int Outputs = 8;

    private const int Warp = 32;

    public static int Threads => Warp * Outputs;

    public static int Shared => Threads;

    /// <summary>log₂ of a warp.</summary>
    public int Stages => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref float sum)
        where TShared : struct, IShared
    {
        int output = (column * Outputs) + (thread / Warp);

        if ((stage == 0) & (output < outputs))
        {
            for (int k = thread % Warp; k < depths; k += Warp)
            {
                sum += w.Cell((output * rowPitch) + (k * depthPitch)) * v.Cell((plane * pitch) + k);
            }
        }

        shared[thread] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TShared>(int thread, int stage, TShared shared, ref float sum)
        where TShared : struct, IShared
    {
        int half = (Warp / 2) >> stage;

        if (thread % Warp < half)
        {
            sum += shared[thread + half];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int thread, int column, int row, int plane, in float sum)
    {
        int output = (column * Outputs) + (thread / Warp);

        if (thread % Warp == 0)
        {
            end.Store(plane, output, output < outputs ? 1 : 0, sum);
        }
    }
}
