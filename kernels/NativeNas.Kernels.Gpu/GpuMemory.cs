using ILGPU;
using ILGPU.Runtime;

namespace NativeNas.Kernels.Gpu;

/// <summary>An arena in a GPU's memory; a rehearsal's has none.</summary>
internal sealed class GpuMemory(MemoryBuffer1D<float, Stride1D.Dense>? cells) : IDisposable
{
    public const long Grain = 2 << 20;

    public ArrayView<float> View(long start, int length) => cells is null ? default : cells.View.BaseView.SubView(start / sizeof(float), length);

    /// <summary>A device that is gone has taken its memory along; why it went has been said.</summary>
    public void Dispose()
    {
        try
        {
            cells?.Dispose();
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
        }
    }
}
